package io.icewatch.metrics;

import io.icewatch.model.CallOutcome;
import io.icewatch.model.Decision;
import io.icewatch.model.TableId;
import io.icewatch.model.TriggerAttempt;
import io.icewatch.model.TriggerListener;
import io.icewatch.model.TriggerRule;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import java.util.List;
import java.util.function.Predicate;

/**
 * Counts what the auto-trigger does, since the process began. A table whose mode in force is
 * disabled has no series, unless a person has it triggered.
 */
public final class TriggerMetrics implements TriggerListener {
  private final Predicate<TableId> watched;
  private final Counter decisions;
  private final Counter calls;
  private final Counter ends;

  /** Counts what is done to any table. */
  public TriggerMetrics(CollectorRegistry registry) {
    this(registry, table -> true);
  }

  /**
   * @param registry where the families are registered
   * @param watched whether a table is watched now: what is done to others is not counted
   */
  public TriggerMetrics(CollectorRegistry registry, Predicate<TableId> watched) {
    this.watched = watched;
    decisions = Children.register(
        Counter.build(
                "pinot_iceberg_trigger_decisions_total",
                "Decisions whether to trigger the table, about one a second, by the first rule that held"
                    + " it back. Counted since the start of the daemon.")
            .labelNames("controller", "table", "decision", "reason")
            .create(),
        registry);
    calls = Children.register(
        Counter.build(
                "pinot_iceberg_trigger_calls_total",
                "Requests for an ingestion run by what came of them; unknown may have started one,"
                    + " not_sent is a dry run. Counted since the start of the daemon.")
            .labelNames("controller", "table", "outcome")
            .create(),
        registry);
    ends = Children.register(
        Counter.build(
                "pinot_iceberg_triggers_total",
                "Attempts to cure the table with an ingestion run by what they came to in the end; all"
                    + " but succeeded were in vain. Counted since the start of the daemon.")
            .labelNames("controller", "table", "outcome")
            .create(),
        registry);
  }

  @Override
  public synchronized void decided(TableId table, Decision decision) {
    if (watched.test(table) && !decision.reason().equals(TriggerRule.MODE.label())) {
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

  /** Forgets what was done to tables that are watched no more: one that comes back begins at 0. */
  public synchronized void forgetUnwatched() {
    for (Counter counter : List.of(decisions, calls, ends)) {
      Children.remove(counter, labels -> {
        TableId table = new TableId(labels.get(0), labels.get(1));
        return !watched.test(table);
      });
    }
  }

  private synchronized void count(Counter counter, TriggerAttempt attempt, String outcome) {
    TableId table = attempt.table();
    if (!watched.test(table)) {
      return;
    }
    counter
        .labels(LabelText.writable(table.controller()), LabelText.writable(table.table()), outcome)
        .inc();
  }
}
