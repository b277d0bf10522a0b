package io.icewatch.metrics;

import io.icewatch.model.Pause;
import io.icewatch.model.TableId;
import io.icewatch.model.TriggerMode;
import io.icewatch.model.TriggerOverview;
import io.icewatch.model.TriggerStanding;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * How the auto-trigger stands, read at each scrape. Only tables whose mode in force is not disabled
 * have series.
 */
public final class TriggerCollector extends Collector {
  private static final List<String> TABLE = List.of("controller", "table");

  private final Supplier<Map<TableId, TriggerStanding>> tables;
  private final Supplier<TriggerOverview> overview;
  private final Supplier<Map<String, Boolean>> access;
  private final InstantSource clock;

  /**
   * @param tables how each stood at the latest turn
   * @param overview how the whole did
   * @param access by controller, whether a request for a run would be heard; a controller of which
   *     that is not known is absent
   * @param clock what "now" is for the end of a pause
   */
  public TriggerCollector(
      Supplier<Map<TableId, TriggerStanding>> tables,
      Supplier<TriggerOverview> overview,
      Supplier<Map<String, Boolean>> access,
      InstantSource clock) {
    this.tables = tables;
    this.overview = overview;
    this.access = access;
    this.clock = clock;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    Instant now = clock.instant();
    TriggerOverview whole = overview.get();
    List<TriggerStanding> acting = acting();
    return List.of(
        modes(acting),
        cooldowns(acting),
        gauge(
            acting,
            "pinot_iceberg_trigger_circuit_open",
            "Whether the table is left alone (1) after too many attempts in vain, until a person"
                + " closes its circuit or a run succeeds.",
            standing -> standing.circuitOpen()),
        gauge(
            acting,
            "pinot_iceberg_trigger_paused",
            "Whether a person has paused triggering for the table or for all (1).",
            standing ->
                whole.pauses().stream().anyMatch(pause -> pause.holds(standing.table(), now))),
        new GaugeMetricFamily(
            "icewatch_trigger_paused",
            "Whether a person has paused triggering for every table (1).",
            number(whole.pauses().stream().anyMatch(pause -> everything(pause, now)))),
        new GaugeMetricFamily(
            "icewatch_trigger_budget_left",
            "Attempts that the fleet may still make within the hour. Kept across restarts.",
            whole.budgetLeft()),
        new GaugeMetricFamily(
            "icewatch_trigger_journal_up",
            "Whether the trigger journal takes writes and nothing is owed to it (1). Nothing is"
                + " triggered while it does not (0).",
            number(whole.journalProblem().isEmpty())),
        access());
  }

  /** Those that may be triggered at all, each set of label values once. */
  private List<TriggerStanding> acting() {
    List<TriggerStanding> acting = tables.get().values().stream()
        .filter(standing -> standing.mode() != TriggerMode.DISABLED)
        .sorted(
            Comparator.comparing((TriggerStanding standing) -> standing.table().controller())
                .thenComparing(standing -> standing.table().table()))
        .toList();
    return FleetTables.of(acting.stream().map(TriggerStanding::table).toList()).positions().stream()
        .map(acting::get)
        .toList();
  }

  private static MetricFamilySamples modes(List<TriggerStanding> acting) {
    GaugeMetricFamily family = new GaugeMetricFamily(
        "pinot_iceberg_trigger_mode",
        "How far the table may be triggered, the more careful of its own and the global mode: 1 for"
            + " the current one, 0 for the others. Absent when disabled.",
        List.of("controller", "table", "mode"));
    for (TriggerStanding standing : acting) {
      for (TriggerMode mode : TriggerMode.values()) {
        family.addMetric(
            Stream.concat(labels(standing.table()).stream(), Stream.of(mode.label()))
                .toList(),
            number(mode == standing.mode()));
      }
    }
    return family;
  }

  private static MetricFamilySamples cooldowns(List<TriggerStanding> acting) {
    GaugeMetricFamily family = new GaugeMetricFamily(
        "pinot_iceberg_trigger_cooldown_until_timestamp_seconds",
        "Unix time until which nothing is tried after the latest attempt, by the daemon's clock."
            + " Past when over, absent before any attempt.",
        TABLE);
    for (TriggerStanding standing : acting) {
      standing
          .cooldownUntil()
          .ifPresent(
              end -> family.addMetric(labels(standing.table()), end.toEpochMilli() / 1000.0));
    }
    return family;
  }

  private MetricFamilySamples access() {
    GaugeMetricFamily family = new GaugeMetricFamily(
        "icewatch_trigger_access",
        "Whether the controller accepts the trigger credentials and knows the ingestion task (1) or"
            + " not (0), asked without starting anything. Absent when unknown, and where no table"
            + " is in mode auto.",
        List.of("controller"));
    access
        .get()
        .forEach((controller, granted) ->
            family.addMetric(List.of(LabelText.writable(controller)), number(granted)));
    return family;
  }

  /** What is true of a standing. */
  private interface Question {
    boolean of(TriggerStanding standing);
  }

  private static MetricFamilySamples gauge(
      List<TriggerStanding> acting, String name, String help, Question question) {
    GaugeMetricFamily family = new GaugeMetricFamily(name, help, TABLE);
    acting.forEach(
        standing -> family.addMetric(labels(standing.table()), number(question.of(standing))));
    return family;
  }

  private static boolean everything(Pause pause, Instant now) {
    return pause.table().isEmpty() && pause.until().map(now::isBefore).orElse(true);
  }

  private static List<String> labels(TableId table) {
    return List.of(LabelText.writable(table.controller()), LabelText.writable(table.table()));
  }

  private static int number(boolean holds) {
    return holds ? 1 : 0;
  }
}
