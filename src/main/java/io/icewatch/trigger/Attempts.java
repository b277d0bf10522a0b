package io.icewatch.trigger;

import io.icewatch.decide.Verification;
import io.icewatch.model.AttemptOutcome;
import io.icewatch.model.CallOutcome;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.CircuitReset;
import io.icewatch.model.Decision;
import io.icewatch.model.Finding;
import io.icewatch.model.JournalException;
import io.icewatch.model.RunAnswer;
import io.icewatch.model.RunStarter;
import io.icewatch.model.TableId;
import io.icewatch.model.TableState;
import io.icewatch.model.TriggerAttempt;
import io.icewatch.model.TriggerEntry;
import io.icewatch.model.TriggerHistory;
import io.icewatch.model.TriggerMode;
import io.icewatch.model.TriggerRule;
import io.icewatch.model.TriggerRules;
import io.icewatch.model.WatcherRun;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Begins attempts and follows them to their end: the journal first, then the deed. */
final class Attempts {
  /** The name under which the daemon acts. */
  static final String DAEMON = "icewatch";

  private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

  private final Surroundings surroundings;
  private final Inbox inbox;
  private final Ledger ledger;
  private final Scribe scribe;
  private Map<String, RunStarter> starters;

  Attempts(Surroundings surroundings, Inbox inbox, Ledger ledger) {
    this.surroundings = surroundings;
    this.inbox = inbox;
    this.ledger = ledger;
    this.scribe = new Scribe(surroundings.journal());
    this.starters = surroundings.starters();
  }

  /** Lets the requests from now on go by these, by controller. */
  void starters(Map<String, RunStarter> next) {
    starters = next;
  }

  Ledger ledger() {
    return ledger;
  }

  /** Writes what is owed to the journal. */
  void flush() {
    scribe.flush();
  }

  /** Why nothing may be begun for want of the journal. */
  Optional<String> storeProblem() {
    return scribe.problem();
  }

  /**
   * Begins an attempt: the intent is durable before the request leaves.
   *
   * @param findings what every rule saw
   * @return the decision, or that the store holds it back
   */
  Decision begin(
      TableState table, Decision.Trigger wanted, List<Finding> findings, DaemonTime.Moment now) {
    RunAnswer answer = begin(table, wanted.mode(), origin(findings), now);
    return answer instanceof RunAnswer.Refused refused
        ? new Decision.Hold(refused.finding())
        : wanted;
  }

  /** The same for whoever wants it. */
  RunAnswer begin(
      TableState table, TriggerMode mode, TriggerAttempt.Origin origin, DaemonTime.Moment now) {
    TriggerAttempt intent = TriggerAttempt.intent(
        ledger.nextSeq(),
        table.id(),
        now.wall(),
        origin,
        mode,
        new TriggerAttempt.Before(
            table.lag(now.wall()),
            table.observation().checkpoint().value().map(Checkpoint::value),
            table.observation().status().value().flatMap(WatcherRun::start)));
    try {
      scribe.write(intent);
    } catch (JournalException e) {
      // It may have been written all the same: it must not stay open for the next process.
      scribe.owe(intent.settled(
          AttemptOutcome.REJECTED, now.wall(), "not sent: the intent may not have been written"));
      return new RunAnswer.Refused(
          new Finding(TriggerRule.STORE, false, "the intent was not written: " + e.getMessage()),
          false);
    }
    ledger.put(intent, now.steady());
    surroundings.listener().attempted(intent);
    log(intent)
        .addKeyValue("mode", intent.mode().label())
        .addKeyValue("by", intent.origin().by())
        .addKeyValue("why", intent.origin().why())
        .log("trigger intent");
    call(intent, table);
    return new RunAnswer.Begun(intent);
  }

  private static TriggerAttempt.Origin origin(List<Finding> findings) {
    return new TriggerAttempt.Origin(
        DAEMON,
        findings.stream()
            .filter(finding -> finding.rule() == TriggerRule.BEHIND)
            .map(finding -> "behind by " + finding.saw())
            .collect(Collectors.joining()),
        findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
  }

  private void call(TriggerAttempt intent, TableState table) {
    if (intent.mode() != TriggerMode.AUTO) {
      answered(intent, new CallOutcome.NotSent("dry run"));
      return;
    }
    RunStarter starter = starters.get(intent.table().controller());
    if (starter == null) {
      answered(intent, new CallOutcome.Rejected("no client for this controller"));
      return;
    }
    try {
      surroundings.calls().execute(() -> {
        CallOutcome outcome = outcome(starter, table);
        inbox.add(() -> answered(intent, outcome));
      });
    } catch (RejectedExecutionException e) {
      answered(intent, new CallOutcome.Rejected("not sent: the daemon is stopping"));
    }
  }

  private static CallOutcome outcome(RunStarter starter, TableState table) {
    try {
      return starter.start(table.id().table(), table.settings().poll().timeout());
    } catch (RuntimeException e) {
      // A defect of ours: whether anything was sent is not known.
      LOG.error("table {}: the call failed", table.id(), e);
      return new CallOutcome.Unknown(e.toString());
    }
  }

  /** An answer may come after the attempt has ended: it is kept all the same. */
  private void answered(TriggerAttempt intent, CallOutcome outcome) {
    for (TriggerEntry entry : ledger.history(intent.table()).entries()) {
      if (entry.seq() == intent.seq() && entry instanceof TriggerAttempt attempt) {
        TriggerAttempt called = attempt.called(outcome);
        learnt(called);
        surroundings.listener().called(called);
        log(called)
            .addKeyValue("outcome", outcome.label())
            .addKeyValue("detail", outcome.detail())
            .log("trigger answered");
      }
    }
  }

  /** Looks what has become of each open attempt, and whether a table has helped itself. */
  void verify(
      Map<TableId, TableState> tables, Map<TableId, TriggerRules> rules, DaemonTime.Moment now) {
    for (TriggerAttempt attempt : ledger.open()) {
      TableState table = tables.get(attempt.table());
      TriggerRules rule = rules.get(attempt.table());
      if (table != null && rule != null) {
        follow(attempt, table, rule, now);
      }
    }
    for (TableId id : ledger.tables()) {
      TableState table = tables.get(id);
      if (table != null && rules.containsKey(id)) {
        forgiveTheCured(table, now);
      }
    }
  }

  private void follow(
      TriggerAttempt attempt, TableState table, TriggerRules rules, DaemonTime.Moment now) {
    TriggerAttempt told = attempt.told(now.told(ledger.moment(attempt)));
    TriggerAttempt next = Verification.next(told, table, rules, now.wall()).told(attempt.at());
    if (next.equals(attempt)) {
      return;
    }
    learnt(next);
    next.run()
        .filter(run -> attempt.run().isEmpty())
        .ifPresent(run -> log(next).addKeyValue("start", run).log("trigger run seen"));
    next.settlement().ifPresent(end -> {
      surroundings.listener().settled(next);
      log(next)
          .addKeyValue("outcome", end.outcome().label())
          .addKeyValue("detail", end.detail())
          .log("trigger ended");
    });
  }

  private void forgiveTheCured(TableState table, DaemonTime.Moment now) {
    TriggerHistory history = ledger.history(table.id(), now);
    Optional<String> cured = history.inVain() == 0
        ? Optional.empty()
        : history.latest().flatMap(last -> Verification.cured(last, table));
    cured.ifPresent(reason -> {
      CircuitReset reset = reset(table.id(), DAEMON, reason, now);
      scribe.owe(reset);
      closed(reset, now);
    });
  }

  /** Makes the attempts in vain count no longer. */
  void forgive(TableId table, String by, String reason, DaemonTime.Moment now)
      throws JournalException {
    CircuitReset reset = reset(table, by, reason, now);
    scribe.write(reset);
    closed(reset, now);
  }

  private CircuitReset reset(TableId table, String by, String reason, DaemonTime.Moment now) {
    return new CircuitReset(ledger.nextSeq(), table, now.wall(), by, reason);
  }

  private void closed(CircuitReset reset, DaemonTime.Moment now) {
    ledger.put(reset, now.steady());
    log(reset)
        .addKeyValue("by", reset.by())
        .addKeyValue("why", reset.reason())
        .log("trigger circuit closed");
  }

  /** A line of the log about a line of the journal. */
  private static LoggingEventBuilder log(TriggerEntry entry) {
    return LOG.atInfo()
        .addKeyValue("controller", entry.table().controller())
        .addKeyValue("table", entry.table().table())
        .addKeyValue("seq", entry.seq());
  }

  private void learnt(TriggerAttempt attempt) {
    ledger.replace(attempt);
    scribe.owe(attempt);
  }
}
