// A dashboard drawn with Grafana's own components, from window.DASHBOARD.
import {
  applyFieldOverrides,
  cacheFieldDisplayNames,
  createTheme,
  type DataFrame,
  dateTime,
  FieldConfigOptionsRegistry,
  FieldType,
  getFieldDisplayName,
  getFieldDisplayValues,
  standardTransformers,
  standardTransformersRegistry,
  toDataFrame,
  transformDataFrame,
} from '@grafana/data';
import 'uplot/dist/uPlot.min.css';
import { BigValue, GlobalStyles, PanelChrome, ThemeContext, TimeSeries } from '@grafana/ui';
import { TableNG } from '@grafana/ui/unstable';
import { createRoot } from 'react-dom/client';
import { lastValueFrom } from 'rxjs';

const { title, panels, from, to } = (window as any).DASHBOARD;
const theme = createTheme({ colors: { mode: 'light' } });
const timeRange = {
  from: dateTime(from * 1000),
  to: dateTime(to * 1000),
  raw: { from: dateTime(from * 1000), to: dateTime(to * 1000) },
};
const CELL = 38;
const GAP = 8;
const WIDTH = 1600;

standardTransformersRegistry.setInit(() =>
  [standardTransformers.mergeTransformer, standardTransformers.organizeFieldsTransformer].map(
    (transformation) => ({ id: transformation.id, name: transformation.id, transformation } as any)
  )
);

/** What Grafana lets a panel configure of a field, without the editors that its pages have for it. */
function registry() {
  const own = ['unit', 'min', 'max', 'decimals', 'displayName', 'color', 'noValue', 'links', 'mappings', 'thresholds'];
  const custom = [
    'align', 'axisPlacement', 'barAlignment', 'cellOptions', 'drawStyle', 'fillOpacity', 'filterable', 'inspect',
    'lineInterpolation', 'lineStyle', 'lineWidth', 'minWidth', 'showPoints', 'spanNulls', 'stacking',
  ];
  const item = (name: string, isCustom: boolean) => ({
    id: isCustom ? `custom.${name}` : name,
    path: name,
    name,
    isCustom,
    process: (value: unknown) => value,
    shouldApply: () => true,
  });
  return new FieldConfigOptionsRegistry(
    () => [...own.map((name) => item(name, false)), ...custom.map((name) => item(name, true))] as any
  );
}

function legend(format: string, labels: Record<string, string>) {
  return format.replace(/{{(\w+)}}/g, (_, name) => labels[name] ?? '');
}

/** As the Prometheus data source makes frames: a gap where a step has no sample. */
function frames(panel: any): DataFrame[] {
  return panel.targets.flatMap((target: any, i: number) => {
    const series = panel.answers[i];
    if (target.format === 'table') {
      const labels = [...new Set(series.flatMap((each: any) => Object.keys(each.metric)))] as string[];
      return toDataFrame({
        refId: target.refId,
        fields: [
          { name: 'Time', type: FieldType.time, values: series.map((each: any) => each.value[0] * 1000) },
          ...labels.map((name) => ({
            name,
            type: FieldType.string,
            values: series.map((each: any) => each.metric[name]),
          })),
          {
            name: panel.targets.length > 1 ? `Value #${target.refId}` : 'Value',
            type: FieldType.number,
            values: series.map((each: any) => Number(each.value[1])),
          },
        ],
      });
    }
    return series.map((each: any) => {
      const samples = new Map((each.values ?? [each.value]).map(([time, value]: any) => [time, Number(value)]));
      const times = [];
      for (let time = from; time <= to; time += 5) {
        times.push(time);
      }
      const steps = target.instant ? [...samples.keys()] : times;
      return toDataFrame({
        refId: target.refId,
        fields: [
          { name: 'Time', type: FieldType.time, values: steps.map((time: any) => time * 1000) },
          {
            name: 'Value',
            type: FieldType.number,
            labels: each.metric,
            config: { displayNameFromDS: legend(target.legendFormat, each.metric) },
            values: steps.map((time) => (Number.isNaN(samples.get(time)) ? null : samples.get(time) ?? null)),
          },
        ],
      });
    });
  });
}

async function data(panel: any) {
  let all = frames(panel);
  if (panel.transformations) {
    all = await lastValueFrom(transformDataFrame(panel.transformations, all));
  }
  const drawn = applyFieldOverrides({
    data: all,
    fieldConfig: panel.fieldConfig,
    fieldConfigRegistry: registry(),
    replaceVariables: (text: string) => text,
    theme,
    timeZone: 'utc',
  });
  cacheFieldDisplayNames(drawn);
  return drawn;
}

/** Ours: Grafana's state timeline is not published as a component. Colours and words are Grafana's. */
function Bars({ frames, width, height }: { frames: DataFrame[]; width: number; height: number }) {
  const row = Math.min(30, (height - 4) / Math.max(1, frames.length));
  const left = 210;
  return (
    <svg width={width} height={height} style={{ font: `11px ${theme.typography.fontFamily}` }}>
      {frames.map((frame, y) => {
        const field = frame.fields[1];
        const step = (width - left) / field.values.length;
        const runs: Array<{ at: number; length: number; value: number }> = [];
        field.values.forEach((value, at) => {
          const last = runs[runs.length - 1];
          if (last && last.value === value && last.at + last.length === at) {
            last.length++;
          } else if (value !== null) {
            runs.push({ at, length: 1, value });
          }
        });
        return (
          <g key={y}>
            <text x={left - 8} y={y * row + row / 2 + 4} textAnchor="end" fill={theme.colors.text.primary}>
              {getFieldDisplayName(field, frame, frames)}
            </text>
            {runs.map(({ at, length, value }) => {
              const shown = field.display!(value);
              return (
                <g key={at}>
                  <rect x={left + at * step} y={y * row + 2} width={length * step} height={row - 4}
                    fill={shown.color} opacity={0.75} />
                  {length * step > 60 && (
                    <text x={left + at * step + 4} y={y * row + row / 2 + 4} fill="#fff">{shown.text}</text>
                  )}
                </g>
              );
            })}
          </g>
        );
      })}
    </svg>
  );
}

function content(panel: any, all: DataFrame[], width: number, height: number) {
  const { options, fieldConfig } = panel;
  if (panel.type === 'stat') {
    const shown = getFieldDisplayValues({
      fieldConfig,
      reduceOptions: options.reduceOptions,
      replaceVariables: (text: string) => text,
      theme,
      data: all,
      timeZone: 'utc',
    });
    return (
      <BigValue value={shown[0].display} width={width} height={height} theme={theme} text={options.text}
        colorMode={options.colorMode} graphMode={options.graphMode} justifyMode={options.justifyMode}
        textMode={options.textMode} />
    );
  }
  if (all.length === 0) {
    return <div style={{ padding: 24, color: theme.colors.text.secondary }}>{fieldConfig.defaults.noValue}</div>;
  }
  if (panel.type === 'table') {
    return (
      <TableNG data={all[0]} width={width} height={height} initialSortBy={options.sortBy} timeRange={timeRange}
        cellHeight={options.cellHeight} noHeader={false} structureRev={1} fieldConfig={fieldConfig}
        getActions={() => []} enableVirtualization={false} />
    );
  }
  if (panel.type === 'state-timeline') {
    return <Bars frames={all} width={width} height={height} />;
  }
  return (
    <TimeSeries frames={all} width={width} height={height} timeRange={timeRange} timeZone="utc"
      legend={options.legend} options={options} structureRev={1} />
  );
}

const drawn = await Promise.all(panels.map(async (panel: any) => [panel, panel.targets ? await data(panel) : []]));
createRoot(document.getElementById('root')!).render(
  <ThemeContext.Provider value={theme}>
    <GlobalStyles hackNoBackdropBlur={true} isExtensionSidebarOpen={false} />
    <div style={{ position: 'relative', background: theme.colors.background.canvas, width: WIDTH,
      height: window.innerHeight, font: `14px ${theme.typography.fontFamily}`, color: theme.colors.text.primary }}>
      <div style={{ padding: '12px 16px', fontSize: 18 }}>{title}</div>
      {drawn.map(([panel, all]: any) => {
        const { x, y, w, h } = panel.gridPos;
        const width = (w * (WIDTH - 2 * GAP)) / 24 - GAP;
        const height = h * CELL - GAP;
        const style = { position: 'absolute', left: GAP + (x * (WIDTH - 2 * GAP)) / 24, top: 46 + y * CELL, width } as any;
        return panel.type === 'row' ? (
          <div key={panel.id} style={{ ...style, paddingTop: 6, fontWeight: 500 }}>{panel.title}</div>
        ) : (
          <div key={panel.id} style={style}>
            <PanelChrome title={panel.title} description={panel.description} width={width} height={height}>
              {(innerWidth, innerHeight) => content(panel, all, innerWidth, innerHeight)}
            </PanelChrome>
          </div>
        );
      })}
    </div>
  </ThemeContext.Provider>
);
