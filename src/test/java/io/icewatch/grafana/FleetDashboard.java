package io.icewatch.grafana;

import static io.icewatch.grafana.Queries.grown;
import static io.icewatch.grafana.Queries.tables;

/** All tables at a glance, the worst first. */
final class FleetDashboard {
  static final String UID = "icewatch-fleet";

  private static final String OF = "controller=~\"$controller\"";
  private static final String LAG = tables("lag_seconds", OF);
  private static final String WARNING =
      tables("lag_threshold_seconds", OF + ", severity=\"warning\"");
  private static final String CRITICAL =
      tables("lag_threshold_seconds", OF + ", severity=\"critical\"");
  private static final String HEALTH =
      "max by (controller, table, health) (pinot_iceberg_table_health{" + OF + "%s})";
  private static final String CALLS = "pinot_iceberg_trigger_calls_total{" + OF + "}";
  private static final String PER_TABLE = "{{controller}} / {{table}}";
  private static final String TO_TABLE = "/d/" + TableDashboard.UID + "/" + TableDashboard.UID
      + "?var-datasource=${datasource}&var-controller=%s&var-table=%s&${__url_time_range}";

  private FleetDashboard() {}

  static Dashboard dashboard() {
    Dashboard fleet = new Dashboard(
            UID,
            "Icewatch / Fleet",
            "How far behind Apache Pinot is on the Iceberg tables it ingests, the worst first.")
        .variable(
            "controller",
            "Controller",
            "label_values(pinot_iceberg_table_health, controller)",
            true,
            "The controllers whose tables are shown.")
        .annotation(
            "Alerts",
            "red",
            "max by (alertname, severity, controller, table)"
                + " (ALERTS{alertstate=\"firing\", alertname=~\"(PinotIceberg|Icewatch).+\","
                + " alertname!=\"IcewatchWatchdog\", controller=~\"$controller|\"})",
            "{{alertname}}",
            "{{severity}}: {{controller}} {{table}}",
            false)
        .annotation(
            "Triggers",
            "blue",
            "max by (controller, table, outcome) (" + grown(CALLS, "$__rate_interval") + ") > 0",
            "Run triggered",
            "{{table}}: {{outcome}}",
            false)
        .annotation(
            "Daemon restarts",
            "purple",
            "process_start_time_seconds * on (job, instance) " + Queries.DAEMONS + " * 1000",
            "Icewatch started",
            "{{instance}}",
            true);
    numbers(fleet);
    worst(fleet);
    history(fleet);
    SelfHealth.part(fleet);
    return fleet;
  }

  private static void numbers(Dashboard fleet) {
    fleet.place(
        3,
        Panel.stat(
                "Tables", "none", "unknown", "Tables that Icewatch watches at these controllers.")
            .width(4)
            .now("count(" + HEALTH.formatted(", health=\"ok\"") + ")", "tables"),
        Panel.stat(
                "Lagging",
                "none",
                "unknown",
                "Tables whose lag is at or past their own warning threshold. A table whose lag is not"
                    + " known is not among them: see the table below.")
            .width(4)
            .colours("text", "0 green", "1 orange")
            .now("sum(" + LAG + " >= bool on (controller, table) " + WARNING + ")", "lagging"),
        verdicts(
            "Failing", "failed", "Tables whose last run failed and is not being repeated.", "red"),
        verdicts(
            "Stuck or stalled",
            "stuck|stalled",
            "Stuck: a run is in flight for too long or shows no progress. Stalled: behind, and no run"
                + " has started for longer than the schedule allows.",
            "red"),
        verdicts(
            "Checkpoint lost",
            "checkpoint_lost",
            "Tables whose checkpoint's snapshot was expired or left the table's history: data may be"
                + " missing for good. Needs a catalog to be seen.",
            "red"),
        verdicts(
            "Unknown, never ingested",
            "unknown|never_ingested",
            "Tables without a fresh observation, and tables of which nothing was ever ingested: no lag"
                + " can be told of either.",
            "orange"));
    fleet.place(
        3,
        Panel.stat(
                "Worst lag",
                "s",
                "unknown",
                "The longest that data not yet ingested has been waiting.")
            .width(4)
            .now("max(pinot_iceberg_lag_seconds{" + OF + "})", "worst lag"),
        Panel.stat(
                "Fresh",
                "percentunit",
                "unknown",
                "Share of the time shown in which lag was under its critical threshold, over all tables,"
                    + " looked at about 300 times. Only time in which the lag was known counts.")
            .width(4)
            .points(300)
            .looks("{decimals: 2, min: 0, max: 1}")
            .colours("text", "0 red", "0.99 orange", "0.999 green")
            .now(
                "avg(avg_over_time((" + LAG + " < bool on (controller, table) " + CRITICAL
                    + ")[$__range:$__interval]))",
                "fresh"),
        Panel.stat(
                "Files pending",
                "short",
                "unknown",
                "Data files that are not ingested yet, in all.")
            .width(4)
            .now("sum(" + tables("files_pending", OF) + ")", "files"),
        Panel.stat(
                "Triggers",
                "none",
                "no table may be triggered",
                "Requests for an ingestion run that Icewatch made in the time shown, dry runs"
                    + " included.")
            .width(4)
            .looks("{decimals: 0}")
            .now(
                "sum(" + grown(CALLS, "$__range") + ") or sum(pinot_iceberg_trigger_mode{" + OF
                    + "}) * 0",
                "requests"),
        Panel.stat(
                "Trigger gave up",
                "none",
                "no table may be triggered",
                "Tables that the auto-trigger leaves alone after too many attempts in vain. A person"
                    + " must look at them.")
            .width(4)
            .colours("text", "0 green", "1 red")
            .now("sum(" + tables("trigger_circuit_open", OF) + ")", "circuits open"),
        Panel.stat(
                "Exporter",
                "none",
                "NOT SCRAPED",
                "Daemons that cannot be scraped, and those whose state file takes no writes. Details are"
                    + " at the bottom.")
            .width(4)
            .colours("red", "0 green", "1 red")
            .mapped(Loose.object("{type: 'value', options: {'0': {text: 'healthy', index: 0}}}"))
            .now(
                "sum(up * on (job, instance) " + Queries.DAEMONS + " == bool 0)"
                    + " + (sum(icewatch_store_up == bool 0) or vector(0))",
                "troubles"));
  }

  private static Panel verdicts(String title, String healths, String description, String colour) {
    return Panel.stat(title, "none", "unknown", description)
        .width(4)
        .colours("text", "0 green", "1 " + colour)
        .now("sum(" + HEALTH.formatted(", health=~\"" + healths + "\"") + ")", "tables");
  }

  private static void worst(Dashboard fleet) {
    fleet.place(
        12,
        Panel.table(
                "Tables, the worst first",
                "none",
                "–",
                "Each table with its verdict and its lag against its own thresholds. A dash is not zero:"
                    + " it is not known. Last trigger is that of the time shown. Click a table for its"
                    + " details.")
            .rows(Verdicts.number(OF))
            .rows(LAG)
            .rows(LAG + " / on (controller, table) " + CRITICAL)
            .rows("(%s >= bool on (controller, table) %s) + (%s >= bool on (controller, table) %s)"
                .formatted(LAG, WARNING, LAG, CRITICAL))
            .rows(tables("files_pending", OF))
            .rows(tables("last_success_age_seconds", OF))
            .rows(
                "max by (controller, table) (max_over_time((timestamp(%s) and %s > 0)[$__range:1m]))"
                        .formatted(CALLS, grown(CALLS, "1m"))
                    + " * 1000")
            .transformation("merge", "{}")
            .transformation("organize", """
                {excludeByName: {Time: true},
                 indexByName: {table: 0, controller: 1, 'Value #A': 2, 'Value #B': 3, 'Value #D': 4,
                               'Value #C': 5, 'Value #E': 6, 'Value #F': 7, 'Value #G': 8},
                 renameByName: {table: 'Table', controller: 'Controller', 'Value #A': 'Health',
                                'Value #B': 'Lag', 'Value #C': 'Of critical', 'Value #D': 'Threshold',
                                'Value #E': 'Files pending', 'Value #F': 'Last success',
                                'Value #G': 'Last trigger'}}""")
            .options(
                "{sortBy: [{displayName: 'Health', desc: true}, {displayName: 'Of critical', desc: true}]}")
            .field("Table")
            .has(
                "links",
                Loose.object("{}")
                    .put("title", "Open ${__value.text}")
                    .put(
                        "url",
                        TO_TABLE.formatted(
                            "${__data.fields.Controller}", "${__data.fields.Table}")))
            .has("custom.minWidth", "180")
            .field("Health")
            .has("mappings", Verdicts.words())
            .has("custom.cellOptions", "{type: 'color-background', mode: 'basic'}")
            .field("Lag")
            .is("unit", "s")
            .field("Threshold")
            .has("mappings", Loose.object("""
                {type: 'value', options: {'0': {text: 'under', color: 'green', index: 0},
                                          '1': {text: 'over warning', color: 'orange', index: 1},
                                          '2': {text: 'over critical', color: 'red', index: 2}}}"""))
            .has("custom.cellOptions", "{type: 'color-text'}")
            .field("Of critical")
            .is("unit", "percentunit")
            .has("min", "0")
            .has("max", "1")
            .has("color", "{mode: 'continuous-GrYlRd'}")
            .has("custom.cellOptions", "{type: 'gauge', mode: 'basic', valueDisplayMode: 'text'}")
            .field("Files pending")
            .is("unit", "short")
            .field("Last success")
            .is("unit", "s")
            .field("Last trigger")
            .is("unit", "dateTimeFromNow")
            .done());
  }

  private static void history(Dashboard fleet) {
    fleet.place(
        10,
        Panel.states(
                "Health over time",
                "none",
                "unknown",
                "The verdict on each of the 30 tables that were not well for most of the time shown.")
            .mapped(Verdicts.words())
            .over(
                Verdicts.number(OF)
                    + "\nand on (controller, table) topk(30, sum by (controller, table) ("
                    + "avg_over_time(pinot_iceberg_table_health{" + OF
                    + ", health!~\"ok|running|unsupported\"}[$__range] @ end())))",
                PER_TABLE)
            .link("Open ${__field.labels.table}", toTable()));
    fleet.place(
        9,
        Panel.lines(
                "Lag of the worst",
                "s",
                "unknown",
                "The lag of the ten tables whose lag was the longest in the time shown. A gap is time in"
                    + " which it was not known.")
            .width(12)
            .looks("{min: 0}")
            .over(
                LAG + "\nand on (controller, table) topk(10, max by (controller, table) ("
                    + "max_over_time(pinot_iceberg_lag_seconds{" + OF + "}[$__range] @ end())))",
                PER_TABLE)
            .link("Open ${__field.labels.table}", toTable()),
        Panel.lines(
                "Tables by health", "none", "unknown", "How many tables there are of each verdict.")
            .width(12)
            .looks("{min: 0, decimals: 0}")
            .options(
                "{legend: {displayMode: 'list', placement: 'right', showLegend: true, calcs: []}}")
            .looks("""
                {custom: {drawStyle: 'line', lineInterpolation: 'stepAfter', lineWidth: 0,
                          fillOpacity: 70, showPoints: 'never', spanNulls: false,
                          stacking: {group: 'A', mode: 'normal'}}}""")
            .over("sum by (health) (" + HEALTH.formatted("") + ")", "{{health}}")
            .coloured(Verdicts.ALL));
    fleet.place(
        8,
        bars(
                "Runs that ended",
                "Ingestion runs that ended, by result. Unseen is a run whose end nobody saw: only the"
                    + " next one was.")
            .over(
                "sum by (result) (max by (controller, table, result)"
                    + " (increase(pinot_iceberg_runs_total{" + OF + "}[$__rate_interval])))",
                "{{result}}"),
        bars(
                "Triggers",
                "Requests for an ingestion run by what came of them at once. Not sent is a dry run,"
                    + " unknown may have started one.")
            .over("sum by (outcome) (" + grown(CALLS, "$__rate_interval") + ")", "{{outcome}}"),
        bars(
                "What came of triggers",
                "Attempts that were settled: a run completed and the checkpoint moved (succeeded), or"
                    + " in vain and how.")
            .over(
                "sum by (outcome) ("
                    + grown("pinot_iceberg_triggers_total{" + OF + "}", "$__rate_interval") + ")",
                "{{outcome}}"));
  }

  private static Panel bars(String title, String description) {
    return Panel.lines(title, "none", "none", description)
        .width(8)
        .looks("{min: 0, decimals: 0}")
        .looks("""
            {custom: {drawStyle: 'bars', barAlignment: -1, fillOpacity: 80, lineWidth: 0,
                      showPoints: 'never', stacking: {group: 'A', mode: 'normal'}}}""");
  }

  private static String toTable() {
    return TO_TABLE.formatted("${__field.labels.controller}", "${__field.labels.table}");
  }
}
