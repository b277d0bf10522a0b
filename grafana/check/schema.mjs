// Makes a JSON schema of Grafana's types (dashboard.ts) and holds each dashboard against it.
import { readFileSync, readdirSync } from 'node:fs';
import Ajv from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';

const here = (name) => new URL(name, import.meta.url).pathname;
const ajv = new Ajv({ allErrors: true, strict: false });
let definitions = 0;

/** The check that Grafana's type makes; one schema for each, since their names are the same. */
function check(type) {
  const schema = createGenerator({
    path: here('dashboard.ts'),
    tsconfig: here('tsconfig.json'),
    type,
    skipTypeCheck: true,
    additionalProperties: false,
  }).createSchema(type);
  definitions += Object.keys(schema.definitions).length;
  return ajv.compile(schema);
}

const whole = check('Whole');
const kinds = {
  row: check('Row'),
  stat: check('Stat'),
  'state-timeline': check('States'),
  table: check('Table'),
  timeseries: check('Lines'),
};

function* panels(dashboard) {
  for (const panel of dashboard.panels) {
    yield panel;
    yield* panel.panels ?? [];
  }
}

let wrong = 0;
const directory = new URL('../dashboards/', import.meta.url);
for (const file of readdirSync(directory).sort()) {
  const dashboard = JSON.parse(readFileSync(new URL(file, directory)));
  const errors = [];
  const hold = (name, against, value) => {
    if (!against) {
      errors.push(`${name}: no such kind of panel`);
    } else if (!against(value)) {
      errors.push(...against.errors.map((error) =>
        `${name}${error.instancePath}: ${error.message} ${JSON.stringify(error.params)}`));
    }
  };
  hold('dashboard', whole, dashboard);
  const all = [...panels(dashboard)];
  all.forEach((panel) => hold(`panel "${panel.title}"`, kinds[panel.type], panel));
  errors.forEach((error) => console.log(`${file}: ${error}`));
  console.log(`${file}: ${all.length} panels and rows, ${errors.length} errors`);
  wrong += errors.length;
}
console.log(`held against ${definitions} definitions made from @grafana/schema`);
process.exitCode = wrong ? 1 : 0;
