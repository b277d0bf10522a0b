package io.icewatch.assess;

import io.icewatch.model.Checkpoint;
import io.icewatch.model.CountText;
import io.icewatch.model.DurationText;
import io.icewatch.model.FinishedRun;
import io.icewatch.model.Health;
import io.icewatch.model.History;
import io.icewatch.model.Lag;
import io.icewatch.model.Observation;
import io.icewatch.model.TableSettings;
import io.icewatch.model.WatcherRun;
import io.icewatch.model.WatcherStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A health and its grounds.
 *
 * @param health the one verdict
 * @param reason in words, with the numbers it rests on
 */
record Verdict(Health health, String reason) {

  static Verdict of(
      Observation seen, History history, TableSettings settings, Measured measured, Instant now) {
    Optional<WatcherRun> run = seen.status().fresh(now, settings.poll().staleAfter());
    Verdict verdict = run.isEmpty()
        ? new Verdict(Health.UNKNOWN, Words.unanswered("status", seen.status(), now))
        : judged(run.get(), seen, history, settings, measured, now);
    return new Verdict(verdict.health, verdict.reason + Clocks.named(seen.clockSkew()));
  }

  private static Verdict judged(
      WatcherRun run,
      Observation seen,
      History history,
      TableSettings settings,
      Measured measured,
      Instant now) {
    if (run.status() == WatcherStatus.RUNNING) {
      return running(run, seen, settings, measured, now);
    }
    boolean failed = run.status() == WatcherStatus.FAILED;
    if (measured.checkpointLost()) { // Before failed: no further run mends what makes runs fail.
      return new Verdict(
          Health.CHECKPOINT_LOST, measured.words() + (failed ? "; " + failure(run) : ""));
    }
    if (failed) {
      return new Verdict(Health.FAILED, failure(run));
    }
    if (seen.rawFiles()) {
      return new Verdict(
          Health.UNSUPPORTED, "the table reads raw files: it has a status and no checkpoint");
    }
    if (neverIngested(seen, settings, now)) {
      return new Verdict(Health.NEVER_INGESTED, measured.words());
    }
    Optional<Duration> lag = measured.lag().at(now);
    Duration warning = settings.lag().warning();
    if (lag.isEmpty()) {
      return withinWarning(seen, history, settings, now)
          ? new Verdict(Health.OK, measured.words() + missing(run))
          : new Verdict(Health.UNKNOWN, measured.words());
    }
    if (lag.get().compareTo(warning) >= 0) {
      return behind(seen, history, settings, measured.words(), now);
    }
    String margin = measured.lag() instanceof Lag.Behind
        ? " (warning from " + DurationText.of(warning) + ")"
        : "";
    return new Verdict(Health.OK, measured.words() + margin + missing(run));
  }

  private static String failure(WatcherRun run) {
    return "the last run failed after "
        + run.progress()
        + run.errorMessage()
            .filter(text -> !text.isBlank())
            .map(text -> ": " + Words.shortened(text))
            .orElse("");
  }

  /**
   * Whether no wait can have come to the warning: where nothing else tells, what waits came after
   * the last success began.
   */
  private static boolean withinWarning(
      Observation seen, History history, TableSettings settings, Instant now) {
    Optional<Duration> most = Waiting.lastSuccessStart(history, seen.clockSkew(), now)
        .map(start -> Clocks.age(start, now));
    return !seen.countsFiles()
        && seen.checkpoint().fresh(now, settings.poll().staleAfter()).isPresent()
        && seen.standingView(now, settings.poll().staleAfter()).isEmpty()
        && most.filter(wait -> wait.compareTo(settings.lag().warning()) < 0).isPresent();
  }

  private static boolean neverIngested(Observation seen, TableSettings settings, Instant now) {
    return seen.checkpoint()
        .fresh(now, settings.poll().staleAfter())
        .filter(Checkpoint.None.class::isInstance)
        .isPresent();
  }

  private static Verdict running(
      WatcherRun run, Observation seen, TableSettings settings, Measured measured, Instant now) {
    Instant lookedAt = seen.status().observedAt().orElse(now);
    Duration still =
        seen.runProgressedAt().map(at -> Clocks.age(at, lookedAt)).orElse(Duration.ZERO);
    if (still.compareTo(settings.runs().noProgress()) > 0) {
      return new Verdict(
          Health.STUCK,
          "the run shows no progress for " + DurationText.of(still) + ": " + run.progress());
    }
    Duration taken = run.start()
        .map(start -> Clocks.age(Clocks.byDaemon(start, seen.clockSkew()), lookedAt))
        .orElse(Duration.ZERO);
    if (taken.compareTo(settings.runs().maxDuration()) > 0) {
      return new Verdict(
          Health.STUCK,
          "the run takes "
              + DurationText.of(taken)
              + ", longer than "
              + DurationText.of(settings.runs().maxDuration())
              + ": "
              + run.progress());
    }
    return new Verdict(
        Health.RUNNING,
        "a run is in flight for " + DurationText.of(taken) + ": " + run.progress() + "; "
            + measured.words());
  }

  private static Verdict behind(
      Observation seen, History history, TableSettings settings, String words, Instant now) {
    Duration every = settings.runs().every();
    Optional<Duration> idle = lastStart(seen, history, now).map(start -> Clocks.age(start, now));
    boolean overdue =
        idle.filter(age -> age.minus(every).compareTo(every.dividedBy(10)) > 0).isPresent();
    return overdue
        ? new Verdict(
            Health.STALLED,
            words
                + "; no run has started for "
                + DurationText.of(idle.get())
                + " (expected every "
                + DurationText.of(every)
                + ")")
        : new Verdict(
            Health.BEHIND,
            words + " (warning from " + DurationText.of(settings.lag().warning()) + ")");
  }

  /** The latest known start of a run by the daemon's clock. */
  private static Optional<Instant> lastStart(Observation seen, History history, Instant now) {
    Stream<Instant> starts = Stream.of(
            seen.status().value().flatMap(WatcherRun::start).stream(),
            history.openRun().stream(),
            history.lastSuccess().stream().map(FinishedRun::start),
            history.runs().stream().map(FinishedRun::start))
        .flatMap(one -> one);
    return starts
        .map(start -> Clocks.earlier(Clocks.byDaemon(start, seen.clockSkew()), now))
        .max(Instant::compareTo);
  }

  private static String missing(WatcherRun run) {
    long fewer = run.segmentsMissing().orElse(0);
    return run.status() == WatcherStatus.COMPLETED && fewer > 0
        ? "; the last run built only " + run.progress() + ": " + CountText.of(fewer, "file")
            + " missing"
        : "";
  }
}
