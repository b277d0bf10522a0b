// Draws each dashboard with Grafana's own components over what a Prometheus answers now, as a PNG:
//   node draw.mjs http://127.0.0.1:9090 OUTPUT-DIRECTORY [MINUTES]
// It is not a Grafana server: the queries are sent and the variables filled in here, state timelines,
// whose component is not published, are drawn as bars, and collapsed rows are opened.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const [prometheus, output, minutes = '15'] = process.argv.slice(2);
const seconds = Number(minutes) * 60;
const to = Number(process.env.TO ?? Math.floor(Date.now() / 1000));
const variables = {
  '$__rate_interval': '20s',
  '$__interval': '5s',
  '$__range': `${seconds}s`,
  '$controller': 'sandbox',
  '$table': process.env.TABLE ?? 'payments_OFFLINE',
};

async function ask(target) {
  let query = target.expr;
  for (const [name, value] of Object.entries(variables).sort().reverse()) {
    query = query.replaceAll(name, value);
  }
  const address = target.instant
    ? `query?${new URLSearchParams({ query, time: to })}`
    : `query_range?${new URLSearchParams({ query, start: to - seconds, end: to, step: 5 })}`;
  const answer = await (await fetch(`${prometheus}/api/v1/${address}`)).json();
  if (answer.status !== 'success') {
    throw new Error(`${query}: ${answer.error}`);
  }
  return answer.data.result;
}

const work = mkdtempSync(join(tmpdir(), 'icewatch-draw-'));
await build({
  entryPoints: [new URL('page.tsx', import.meta.url).pathname],
  bundle: true,
  outfile: join(work, 'page.js'),
  define: { 'process.env.NODE_ENV': '"production"', global: 'window' },
  format: 'esm',
  jsx: 'automatic',
  loader: { '.svg': 'dataurl', '.ttf': 'empty', '.woff2': 'empty' },
  logLevel: 'error',
});
for (const uid of ['icewatch-fleet', 'icewatch-table']) {
  const file = new URL(`../dashboards/${uid}.json`, import.meta.url);
  const dashboard = JSON.parse(readFileSync(file));
  const panels = dashboard.panels.flatMap((panel) => [panel, ...(panel.panels ?? [])]);
  for (const panel of panels.filter((each) => each.targets)) {
    panel.answers = await Promise.all(panel.targets.map(ask));
  }
  const height = 60 + 38 * Math.max(...panels.map(({ gridPos }) => gridPos.y + gridPos.h));
  const data = JSON.stringify({ title: dashboard.title, panels, from: to - seconds, to })
    .replaceAll('<', '\\u003c');
  const page = join(work, `${uid}.html`);
  writeFileSync(page, `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="page.css"><body style="margin:0"><div id="root"></div>
<script>window.DASHBOARD = ${data};</script><script type="module" src="page.js"></script></body>`);
  execFileSync(process.env.CHROMIUM ?? 'chromium', [
    '--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--allow-file-access-from-files',
    `--window-size=1600,${height}`, '--virtual-time-budget=15000',
    `--screenshot=${join(output, uid + '.png')}`, `file://${page}`,
  ], { stdio: ['ignore', 'inherit', process.env.VERBOSE ? 'inherit' : 'ignore'] });
  console.log(`${join(output, uid + '.png')}: ${panels.length} panels and rows`);
}
