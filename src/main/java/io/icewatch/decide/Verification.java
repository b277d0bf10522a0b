package io.icewatch.decide;

import io.icewatch.model.AttemptOutcome;
import io.icewatch.model.CallOutcome;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.DurationText;
import io.icewatch.model.FinishedRun;
import io.icewatch.model.Reading;
import io.icewatch.model.RunResult;
import io.icewatch.model.TableState;
import io.icewatch.model.TriggerAttempt;
import io.icewatch.model.TriggerRules;
import io.icewatch.model.WatcherRun;
import io.icewatch.model.WatcherStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What has become of an attempt, by what is seen of its table.
 *
 * <p>An acceptance proves nothing. A run proves that it belongs to the attempt by a start later than
 * the intent, and that it cured by having completed with the checkpoint moved. The only moment an
 * attempt's deadlines are measured from is its intent.
 */
public final class Verification {
  /** How far the estimate of the controller's clock and a run's start may be off. */
  private static final Duration SLACK = Duration.ofSeconds(10);

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");

  private Verification() {}

  /**
   * The attempt with what is learnt now; an equal one when that is nothing.
   *
   * @param attempt told by the clock that says {@code now}
   */
  public static TriggerAttempt next(
      TriggerAttempt attempt, TableState table, TriggerRules rules, Instant now) {
    if (!attempt.open()) {
      return attempt;
    }
    if (attempt.call().orElse(null) instanceof CallOutcome.Rejected rejected) {
      return attempt.settled(AttemptOutcome.REJECTED, now, rejected.detail());
    }
    Optional<String> success = success(attempt, table);
    if (success.isPresent()) {
      return attempt.settled(AttemptOutcome.SUCCEEDED, now, success.get());
    }
    Optional<WatcherRun> last = table.observation().status().value();
    Optional<WatcherRun> run =
        last.filter(seen -> seen.start().filter(at -> later(attempt, table, at)).isPresent());
    if (run.isPresent()) {
      return followed(attempt, table, rules, run.get(), now);
    }
    boolean idle = last.filter(seen -> seen.start().isEmpty()).isPresent();
    if (attempt.run().isPresent() && idle) {
      return attempt.settled(
          AttemptOutcome.VANISHED, now, "the run was seen, and then the controller knew of none");
    }
    return waited(attempt, table, rules, now);
  }

  /**
   * Why a table needs no more help, after an attempt that was in vain: a later run completed and
   * moved the checkpoint, whoever asked for it. Empty when that was not seen.
   */
  public static Optional<String> cured(TriggerAttempt attempt, TableState table) {
    return attempt.inVain() ? success(attempt, table) : Optional.empty();
  }

  private static Optional<String> success(TriggerAttempt attempt, TableState table) {
    return completed(table)
        .filter(run -> later(attempt, table, run.start()))
        .flatMap(run -> movement(attempt.before(), table, run).stream())
        .findFirst();
  }

  /** The last run if it completed, and the last that was seen to, which may be an earlier one. */
  private static Stream<FinishedRun> completed(TableState table) {
    return Stream.concat(
        table.observation().status().value().flatMap(Verification::finished).stream(),
        table.history().lastSuccess().stream());
  }

  private static Optional<FinishedRun> finished(WatcherRun run) {
    return run.status() == WatcherStatus.COMPLETED
        ? run.start()
            .map(start -> new FinishedRun(
                start,
                run.end(),
                RunResult.COMPLETED,
                run.filesDiscovered(),
                run.segmentsGenerated(),
                run.errorMessage(),
                run.checkpointValue()))
        : Optional.empty();
  }

  /** How the checkpoint moved; empty when it should have and did not, as far as is known. */
  private static Optional<String> movement(
      TriggerAttempt.Before intent, TableState table, FinishedRun run) {
    String completed = "run of " + run.start() + " completed; ";
    Optional<String> before = intent.checkpoint();
    if (before.isEmpty()) {
      return Optional.of(completed + "no checkpoint to compare with");
    }
    Optional<String> moved = move(before.get(), table, run);
    return moved.isEmpty() && intent.lag().filter(Duration::isZero).isPresent()
        ? Optional.of(completed + "nothing was waiting")
        : moved.map(completed::concat);
  }

  private static Optional<String> move(String before, TableState table, FinishedRun run) {
    // The run's own word counts only while it is a number: other notations need not compare.
    return Stream.concat(
            table.observation().checkpoint().value().map(Checkpoint::value).stream(),
            run.checkpointValue().filter(NUMBER.asMatchPredicate()).stream())
        .filter(reached -> !reached.equals(before))
        .map(reached -> "checkpoint " + shown(before) + " -> " + shown(reached))
        .findFirst();
  }

  private static TriggerAttempt followed(
      TriggerAttempt attempt, TableState table, TriggerRules rules, WatcherRun run, Instant now) {
    Instant start = run.start().orElseThrow();
    return switch (run.status()) {
      case FAILED ->
        attempt
            .running(start)
            .settled(
                AttemptOutcome.FAILED, now, run.errorMessage().orElse("failed, no message given"));
      case COMPLETED ->
        checkpointReadSince(table)
            ? attempt
                .running(start)
                .settled(AttemptOutcome.NO_PROGRESS, now, "completed; " + standsAt(table))
            : finishing(attempt.running(start), table, rules, now);
      case RUNNING, IDLE -> finishing(attempt.running(start), table, rules, now);
    };
  }

  /** Whether the checkpoint was read after the status: it would have shown what the run did. */
  private static boolean checkpointReadSince(TableState table) {
    Reading<Checkpoint> checkpoint = table.observation().checkpoint();
    Optional<Instant> status = table.observation().status().observedAt();
    return checkpoint.up()
        && checkpoint
            .observedAt()
            .filter(at -> status.isPresent() && !at.isBefore(status.get()))
            .isPresent();
  }

  private static TriggerAttempt finishing(
      TriggerAttempt attempt, TableState table, TriggerRules rules, Instant now) {
    Duration most = finishWithin(table, rules);
    return Words.between(attempt.at(), now).compareTo(most) < 0
        ? attempt
        : attempt.settled(
            AttemptOutcome.NOT_FINISHED,
            now,
            "not finished " + DurationText.of(most) + " after the intent");
  }

  /**
   * Nothing to be seen of a run; without a look at the table that proves nothing for a while, and
   * before the first question after a start, or after the table's return, nothing at all.
   */
  private static TriggerAttempt waited(
      TriggerAttempt attempt, TableState table, TriggerRules rules, Instant now) {
    Instant due = attempt.at().plus(rules.startWithin());
    boolean looked =
        table.observation().status().observedAt().filter(at -> at.isAfter(due)).isPresent();
    Duration age = Words.between(attempt.at(), now);
    boolean tooLong = table.observation().status().askedAt().isPresent()
        && age.compareTo(finishWithin(table, rules)) >= 0;
    if (tooLong || (looked && attempt.run().isEmpty() && !now.isBefore(due))) {
      return attempt.settled(
          attempt.run().isPresent() ? AttemptOutcome.NOT_FINISHED : AttemptOutcome.NOT_STARTED,
          now,
          "no run started later than the intent was seen for " + DurationText.of(age)
              + answer(attempt));
    }
    return attempt;
  }

  private static Duration finishWithin(TableState table, TriggerRules rules) {
    return rules.startWithin().plus(table.settings().runs().maxDuration());
  }

  private static String answer(TriggerAttempt attempt) {
    return attempt
        .call()
        .map(call -> "; the call: " + call.label() + ", " + call.detail())
        .orElse("; what came of the call is not known");
  }

  /** Whether a run began after the intent, and after the last run seen before it. */
  private static boolean later(TriggerAttempt attempt, TableState table, Instant start) {
    if (attempt.before().run().filter(last -> !start.isAfter(last)).isPresent()) {
      return false;
    }
    Optional<Duration> skew = table.observation().clockSkew();
    return skew.isEmpty() || !start.isBefore(attempt.at().minus(SLACK).plus(skew.get()));
  }

  private static String standsAt(TableState table) {
    return "the checkpoint stands at "
        + table.observation().checkpoint().value().map(at -> shown(at.value())).orElse("nothing");
  }

  private static String shown(String checkpoint) {
    return checkpoint.isEmpty() ? "none" : checkpoint;
  }
}
