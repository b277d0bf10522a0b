// What a dashboard of ours may be: Grafana's own types, each panel with the options and the field
// configuration of its kind, and with what we demand of it.
import type { AnnotationQuery, Dashboard, FieldConfig, Panel, RowPanel } from '@grafana/schema';
import type * as stat from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type * as states from '@grafana/schema/dist/esm/raw/composable/statetimeline/panelcfg/x/StateTimelinePanelCfg_types.gen';
import type * as table from '@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';
import type * as lines from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';

/** Whoever looks chooses the Prometheus. */
interface Source {
  type: 'prometheus';
  uid: '${datasource}';
}

/** The Prometheus data source's query: not part of the package in this version. */
interface Query {
  datasource: Source;
  refId: string;
  expr: string;
  legendFormat: string;
  instant: boolean;
  range: boolean;
  format: 'time_series' | 'table';
  editorMode: 'code';
}

type Drawn<Type extends string, Options, Custom> = Omit<
  Panel,
  'type' | 'datasource' | 'title' | 'description' | 'options' | 'fieldConfig' | 'targets'
> & {
  type: Type;
  datasource: Source;
  title: string;
  description: string;
  options: Options;
  targets: Query[];
  fieldConfig: {
    defaults: Omit<FieldConfig, 'custom' | 'unit' | 'noValue'> & {
      unit: string;
      noValue: string;
      custom?: Partial<Custom>;
    };
    overrides: NonNullable<Panel['fieldConfig']>['overrides'];
  };
};

export type Stat = Drawn<'stat', stat.Options, Record<string, never>>;
export type States = Drawn<'state-timeline', states.Options, states.FieldConfig>;
export type Table = Drawn<'table', Partial<table.Options>, table.FieldConfig>;
export type Lines = Drawn<'timeseries', lines.Options, lines.FieldConfig>;
export type Row = Omit<RowPanel, 'panels' | 'datasource'> & { panels: unknown[] };

/** The Prometheus data source keeps what is its own beside Grafana's. */
type Mark = Omit<AnnotationQuery, 'target'> & {
  expr?: string;
  step?: string;
  titleFormat?: string;
  textFormat?: string;
  tagKeys?: string;
  useValueForTime?: boolean;
  target?: { refId: string; expr: string };
};

export type Whole = Omit<Dashboard, 'panels' | 'annotations'> & {
  annotations: { list: Mark[] };
  panels: unknown[];
};
