package io.icewatch.metrics;

import io.icewatch.model.CallOutcome;
import io.icewatch.model.Decision;
import io.icewatch.model.TableId;
import io.icewatch.model.TriggerAttempt;
import io.icewatch.model.TriggerListener;
import io.icewatch.model.TriggerRule;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;

/**
 * Counts what the auto-trigger does, since the process began. A table whose mode in force is
 * disabled has no series, unless a person has it triggered.
 */
public final class TriggerMetrics implements TriggerListener {
  private final Counter decisions;
  private final Counter calls;
  private final Counter ends;

  /**
   * @param registry where the families are registered
   */
  public TriggerMetrics(CollectorRegistry registry) {
    decisions = Counter.build(
            "pinot_iceberg_trigger_decisions_total",
            "Decisions whether to trigger the table, about one a second, by the first rule that held"
                + " it back. Counted since the start of the daemon.")
        .labelNames("controller", "table", "decision", "reason")
        .register(registry);
    calls = Counter.build(
            "pinot_iceberg_trigger_calls_total",
            "Requests for an ingestion run by what came of them; unknown may have started one,"
                + " not_sent is a dry run. Counted since the start of the daemon.")
        .labelNames("controller", "table", "outcome")
        .register(registry);
    ends = Counter.build(
            "pinot_iceberg_triggers_total",
            "Attempts to cure the table with an ingestion run by what they came to in the end; all"
                + " but succeeded were in vain. Counted since the start of the daemon.")
        .labelNames("controller", "table", "outcome")
        .register(registry);
  }

  @Override
  public void decided(TableId table, Decision decision) {
    if (!decision.reason().equals(TriggerRule.MODE.label())) {
      decisions
          .labels(
              LabelText.writable(table.controller()),
              LabelText.writable(table.table()),
              decision.label(),
              decision.reason())
          .inc();
    }
  }

  @Override
  public void attempted(TriggerAttempt attempt) {}

  @Override
  public void called(TriggerAttempt attempt) {
    attempt.call().map(CallOutcome::label).ifPresent(outcome -> count(calls, attempt, outcome));
  }

  @Override
  public void settled(TriggerAttempt attempt) {
    attempt.settlement().ifPresent(end -> count(ends, attempt, end.outcome().label()));
  }

  private static void count(Counter counter, TriggerAttempt attempt, String outcome) {
    TableId table = attempt.table();
    counter
        .labels(LabelText.writable(table.controller()), LabelText.writable(table.table()), outcome)
        .inc();
  }
}
