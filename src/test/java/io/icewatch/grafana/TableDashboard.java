package io.icewatch.grafana;

import static io.icewatch.grafana.Queries.grown;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One table: how it stands, since when, and what its runs did. */
final class TableDashboard {
  static final String UID = "icewatch-table";

  private static final String OF = "controller=\"$controller\", table=\"$table\"";
  private static final String CALLS = "pinot_iceberg_trigger_calls_total{" + OF + "}";
  private static final String ABSENT_TRIGGER = "may not be triggered";
  private static final String NO_CATALOG = "needs a catalog";

  /** The address that the alert rules' links begin with, and that is to be replaced by one's own. */
  private static final String RUNBOOKS = "https://runbooks.example.com";

  private TableDashboard() {}

  static Dashboard dashboard() {
    Dashboard table = new Dashboard(
            UID,
            "Icewatch / Table",
            "One Iceberg table that Apache Pinot ingests: how far behind it is, since when, and what"
                + " its runs did.")
        .variable(
            "controller",
            "Controller",
            "label_values(pinot_iceberg_table_health, controller)",
            false,
            "The controller that ingests the table.")
        .variable(
            "table",
            "Table",
            "label_values(pinot_iceberg_table_health{controller=\"$controller\"}, table)",
            false,
            "The table, with its type.")
        .constant("runbooks", RUNBOOKS, "Where docs/runbooks is to be read, as in the alert rules.")
        .annotation(
            "Alerts",
            "red",
            "max by (alertname, severity) (ALERTS{alertstate=\"firing\","
                + " alertname=~\"(PinotIceberg|Icewatch).+\", alertname!=\"IcewatchWatchdog\","
                + " controller=~\"$controller|\", table=~\"$table|\"})",
            "{{alertname}}",
            "{{severity}}",
            false)
        .annotation(
            "Triggers",
            "blue",
            "max by (outcome) (" + grown(CALLS, "$__rate_interval") + ") > 0",
            "Run triggered",
            "{{outcome}}",
            false)
        .annotation(
            "Daemon restarts",
            "purple",
            "process_start_time_seconds * on (job, instance) " + Queries.DAEMONS + " * 1000",
            "Icewatch started",
            "{{instance}}",
            true)
        .link(
            "Fleet",
            "All tables, the worst first",
            "/d/" + FleetDashboard.UID + "/" + FleetDashboard.UID
                + "?${datasource:queryparam}&${controller:queryparam}&${__url_time_range}",
            false)
        .link("Runbooks", "What each alert means and what to do", "${runbooks}/", true);
    standing(table);
    lag(table);
    runs(table);
    triggers(table);
    observing(table);
    return table;
  }

  private static void standing(Dashboard table) {
    String health = Verdicts.number(OF);
    table.place(
        4,
        Panel.stat("Health", "none", "unknown", "The one verdict on the table.")
            .width(4)
            .options("{colorMode: 'background'}")
            .mapped(Verdicts.words())
            .now(health, "health"),
        Panel.stat(
                "What that means",
                "none",
                "Nothing is known of this table: is it still configured?",
                "The verdict in words. Icewatch's own page tells the reason with its numbers.")
            .width(8)
            .options("{text: {valueSize: 16}}")
            .mapped(Verdicts.meanings())
            .now(health, "meaning"),
        Panel.stat(
                "Lag",
                "s",
                "unknown",
                "How long the oldest data not yet ingested has been waiting, now; 0 when caught up.")
            .width(4)
            .now(value("lag_seconds"), "lag"),
        Panel.stat(
                "Threshold", "none", "lag unknown", "The lag against the table's own thresholds.")
            .width(4)
            .mapped(Loose.object("""
                {type: 'value', options: {'0': {text: 'under', color: 'green', index: 0},
                                          '1': {text: 'over warning', color: 'orange', index: 1},
                                          '2': {text: 'over critical', color: 'red', index: 2}}}"""))
            .now(
                "(%1$s >= bool %2$s) + (%1$s >= bool %3$s)"
                    .formatted(value("lag_seconds"), threshold("warning"), threshold("critical")),
                "level"),
        Panel.stat(
                "Caught up in",
                "s",
                "cannot be told",
                "About how long until the lag is 0, if the source goes on to grow and runs go on to take"
                    + " in files as they lately did.")
            .width(4)
            .now(value("catch_up_seconds"), "caught up in"));
    table.place(
        4,
        Panel.stat("Files pending", "short", "unknown", "Data files that are not ingested yet.")
            .width(4)
            .now(value("files_pending"), "files"),
        Panel.stat(
                "Bytes pending",
                "bytes",
                "not exactly known",
                "Size of the data files that commits after the checkpoint added, by the catalog.")
            .width(4)
            .now(value("bytes_pending"), "bytes"),
        Panel.stat(
                "Last success",
                "s",
                "none seen",
                "How long ago the last completed run seen ended; kept across restarts of Icewatch.")
            .width(4)
            .now(value("last_success_age_seconds"), "ago"),
        Panel.stat(
                "Checkpoint expires in",
                "s",
                "nothing lets go of it, or not known",
                "Until the source's own retention lets go of the checkpoint's snapshot; negative when past."
                    + " After that, changes may be missed for good.")
            .width(4)
            .colours("text", "-1e12 red", "0 orange", "86400 green")
            .now(value("checkpoint_expiry_margin_seconds"), "margin"),
        Panel.stat(
                "Lag by",
                "none",
                "unknown",
                "What the lag is measured by: catalog is exact, observed and timestamp are late by a"
                    + " little, none means that it cannot be told.")
            .width(4)
            .options("{textMode: 'name'}")
            .now(
                "max by (lag_source) (pinot_iceberg_table_info{" + OF + "} == 1)",
                "{{lag_source}}"),
        Panel.stat(
                "Auto-trigger",
                "none",
                ABSENT_TRIGGER,
                "How far the auto-trigger may go for this table.")
            .width(4)
            .mapped(Loose.object("""
                {type: 'value', options: {'0': {text: 'disabled', color: '#8e8e8e', index: 0},
                                          '1': {text: 'dry-run', color: 'blue', index: 1},
                                          '2': {text: 'auto', color: 'green', index: 2}}}"""))
            .now(numbered("trigger_mode", "mode", "disabled", "dry-run", "auto"), "mode"));
  }

  private static void lag(Dashboard table) {
    table.part("Lag", false);
    table.place(
        9,
        Panel.lines(
                "Lag and its thresholds",
                "s",
                "unknown",
                "The lag, the table's own thresholds, and the lag by file counts alone where a catalog"
                    + " tells it better. A gap is time in which it was not known.")
            .width(12)
            .looks("{min: 0}")
            .over(value("lag_seconds"), "lag")
            .over(threshold("warning"), "warning")
            .over(threshold("critical"), "critical")
            .over(value("observed_lag_seconds"), "by file counts")
            .field("lag")
            .has("custom.lineWidth", "2")
            .has("custom.fillOpacity", "15")
            .field("warning")
            .has("color", "{mode: 'fixed', fixedColor: 'orange'}")
            .has("custom.lineStyle", "{fill: 'dash', dash: [10, 10]}")
            .has("custom.fillOpacity", "0")
            .field("critical")
            .has("color", "{mode: 'fixed', fixedColor: 'red'}")
            .has("custom.lineStyle", "{fill: 'dash', dash: [10, 10]}")
            .has("custom.fillOpacity", "0")
            .done(),
        Panel.lines(
                "Source against ingested",
                "dateTimeAsLocal",
                "unknown",
                "When the source last changed, and the time up to which every change is ingested. Where"
                    + " the second line is above the first, the table is caught up.")
            .width(12)
            .over(timeOf("source_idle_seconds"), "source changed")
            .over(timeOf("lag_seconds"), "ingested up to"));
    table.place(
        8,
        Panel.lines(
                "Pending files and bytes",
                "short",
                "unknown",
                "Data files not ingested yet, and their size where the catalog tells it exactly.")
            .width(8)
            .looks("{min: 0}")
            .over(value("files_pending"), "files")
            .over(value("bytes_pending"), "bytes")
            .field("bytes")
            .is("unit", "bytes")
            .is("custom.axisPlacement", "right")
            .done(),
        Panel.lines(
                "Pending rows and commits",
                "short",
                NO_CATALOG,
                "Rows that are not ingested yet, and the commits that brought them, by the catalog.")
            .width(8)
            .looks("{min: 0}")
            .over(value("records_pending"), "rows")
            .over(value("snapshots_pending"), "commits")
            .field("commits")
            .is("custom.axisPlacement", "right")
            .done(),
        Panel.lines(
                "Files at the source and at the checkpoint",
                "short",
                "unknown",
                "Live data files of the current snapshot and of the checkpoint's. A fall is a compaction,"
                    + " a delete or a rollback.")
            .width(8)
            .looks("{min: 0}")
            .over("max by (snapshot) (pinot_iceberg_files{" + OF + "})", "{{snapshot}}"));
    table.place(
        7,
        Panel.states("Health over time", "none", "unknown", "The verdict on the table.")
            .width(12)
            .mapped(Verdicts.words())
            .over(Verdicts.number(OF), "{{table}}"),
        Panel.lines(
                "Checkpoint",
                "s",
                NO_CATALOG + ", and a retention",
                "Until the source's own retention lets go of the checkpoint's snapshot. Below 0 it may"
                    + " be gone at any moment.")
            .width(6)
            .over(value("checkpoint_expiry_margin_seconds"), "until it expires"),
        Panel.lines(
                "Checkpoint in doubt",
                "none",
                "none",
                "How often the checkpoint went backwards, and by how many files the controller and the"
                    + " catalog disagree about its snapshot. Both should be 0.")
            .width(6)
            .over(
                "max(increase(pinot_iceberg_checkpoint_regressions_total{" + OF
                    + "}[$__rate_interval]))",
                "went backwards")
            .over(value("catalog_files_mismatch"), "files in dispute"));
  }

  private static void runs(Dashboard table) {
    table.part("Runs", false);
    table.place(
        8,
        Panel.lines(
                "How long runs take",
                "s",
                "no run seen",
                "How long the last run took, or has been going on.")
            .width(8)
            .looks("{min: 0}")
            .over(value("run_duration_seconds"), "last run"),
        Panel.lines(
                "Segments of files",
                "short",
                "no run seen",
                "Files that the last run found, and segments that it built of them. Fewer segments than"
                    + " files after a completed run is data missing.")
            .width(8)
            .looks("{min: 0}")
            .over(value("run_files_discovered"), "files")
            .over(value("run_segments_generated"), "segments"),
        Panel.lines(
                "Runs that ended",
                "none",
                "none",
                "Runs that ended, by result. Unseen is a run whose end nobody saw.")
            .width(8)
            .looks("{min: 0, decimals: 0}")
            .looks("""
                {custom: {drawStyle: 'bars', barAlignment: -1, fillOpacity: 80, lineWidth: 0,
                          showPoints: 'never', stacking: {group: 'A', mode: 'normal'}}}""")
            .over(
                "max by (result) (increase(pinot_iceberg_runs_total{" + OF
                    + "}[$__rate_interval]))",
                "{{result}}"));
    table.place(
        5,
        Panel.states(
                "The controller's word",
                "none",
                "unknown",
                "What the controller says of the table's last run.")
            .mapped(Loose.object("""
                {type: 'value', options: {'0': {text: 'idle', color: '#8e8e8e', index: 0},
                                          '1': {text: 'running', color: 'blue', index: 1},
                                          '2': {text: 'completed', color: 'green', index: 2},
                                          '3': {text: 'failed', color: 'red', index: 3}}}"""))
            .over(
                numbered("watcher_status", "status", "idle", "running", "completed", "failed"),
                "last run"));
  }

  private static void triggers(Dashboard table) {
    table.part("Triggers", false);
    table.place(
        8,
        Panel.lines(
                "Triggers",
                "none",
                "none",
                "Requests for an ingestion run by what came of them at once (asked), and what they came"
                    + " to in the end.")
            .width(8)
            .looks("{min: 0, decimals: 0}")
            .looks("""
                {custom: {drawStyle: 'bars', barAlignment: -1, fillOpacity: 80, lineWidth: 0,
                          showPoints: 'never', stacking: {group: 'A', mode: 'none'}}}""")
            .over(
                "sum by (outcome) (" + grown(CALLS, "$__rate_interval") + ")", "asked: {{outcome}}")
            .over(
                "sum by (outcome) ("
                    + grown("pinot_iceberg_triggers_total{" + OF + "}", "$__rate_interval") + ")",
                "{{outcome}}"),
        Panel.lines(
                "Why it is not triggered",
                "percentunit",
                ABSENT_TRIGGER,
                "Shares of the decisions not to trigger, by the first rule that held it back. behind: not"
                    + " behind for long enough.")
            .width(8)
            .looks("{min: 0, max: 1}")
            .looks("""
                {custom: {drawStyle: 'line', lineInterpolation: 'stepAfter', lineWidth: 0,
                          fillOpacity: 70, showPoints: 'never', spanNulls: false,
                          stacking: {group: 'A', mode: 'normal'}}}""")
            .over(
                "sum by (reason) (%1$s) / ignoring (reason) group_left sum(%1$s)"
                    .formatted("rate(pinot_iceberg_trigger_decisions_total{" + OF
                        + ", decision=\"hold\""
                        + "}[$__rate_interval])"),
                "{{reason}}"),
        Panel.stat(
                "Circuit",
                "none",
                ABSENT_TRIGGER,
                "Open: too many attempts in vain; the table is left alone until a person closes its"
                    + " circuit or a run succeeds.")
            .width(4)
            .mapped(Loose.object("""
                {type: 'value', options: {'0': {text: 'closed', color: 'green', index: 0},
                                          '1': {text: 'open', color: 'red', index: 1}}}"""))
            .now(value("trigger_circuit_open"), "circuit"),
        Panel.stat(
                "Cool-down ends",
                "dateTimeFromNow",
                "no attempt yet",
                "Until when nothing is tried after the latest attempt; past when it is over.")
            .width(4)
            .now(value("trigger_cooldown_until_timestamp_seconds") + " * 1000", "cool-down"));
  }

  private static void observing(Dashboard table) {
    table.part("How it is known", true);
    table.place(
        8,
        Panel.lines(
                "Age of what is known",
                "s",
                "unknown",
                "How long ago each question last brought a usable answer. files_at_checkpoint is asked"
                    + " once for each checkpoint.")
            .width(12)
            .looks("{min: 0}")
            .over(
                "time() - max by (endpoint) (pinot_iceberg_observation_timestamp_seconds{" + OF
                    + "})",
                "{{endpoint}}"),
        Panel.states(
                "Questions",
                "none",
                "unknown",
                "Whether the last try of each question brought a usable answer.")
            .width(12)
            .colours("red", "1 green")
            .mapped(Loose.object("""
                {type: 'value', options: {'0': {text: 'failed', color: 'red', index: 0},
                                          '1': {text: 'answered', color: 'green', index: 1}}}"""))
            .over("max by (endpoint) (pinot_iceberg_up{" + OF + "})", "{{endpoint}}"));
  }

  private static String value(String metric) {
    return "max(pinot_iceberg_%s{%s})".formatted(metric, OF);
  }

  private static String threshold(String severity) {
    return "max(pinot_iceberg_lag_threshold_seconds{%s, severity=\"%s\"})".formatted(OF, severity);
  }

  /** The moment that something has lasted since, in milliseconds. */
  private static String timeOf(String metric) {
    String series = "pinot_iceberg_%s{%s}".formatted(metric, OF);
    return "max(timestamp(%s) - %s) * 1000".formatted(series, series);
  }

  /** Which of these label values is the current one, as its place among them. */
  private static String numbered(String metric, String label, String... values) {
    return IntStream.range(0, values.length)
        .mapToObj(
            i -> "pinot_iceberg_%s{%s, %s=\"%s\"} * %d".formatted(metric, OF, label, values[i], i))
        .collect(Collectors.joining("\n  or ", "max(\n  ", "\n)"));
  }
}
