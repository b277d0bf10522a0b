package io.icewatch.assess;

import io.icewatch.model.Counted;
import io.icewatch.model.FinishedRun;
import io.icewatch.model.Health;
import io.icewatch.model.History;
import io.icewatch.model.Lag;
import io.icewatch.model.LagSource;
import io.icewatch.model.Observation;
import io.icewatch.model.Pending;
import io.icewatch.model.RunResult;
import io.icewatch.model.SourceCommit;
import io.icewatch.model.SourceView;
import io.icewatch.model.TableSettings;
import io.icewatch.model.WatcherRun;
import io.icewatch.model.WatcherStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How long until the lag is 0, if commits and runs go on as they lately did.
 *
 * <p>A run takes in all that waits when it begins, and the source grows meanwhile. With what is left
 * now, the growth of the source and the speed of a run, both in files a second, and the wait for the
 * next start: {@code wait + (left + growth * wait) / (speed - growth)}. Wherever one of these would
 * be a guess there is no answer.
 */
final class CatchUp {
  /** Runs whose speed is measured, and whose starts foretell the next. */
  private static final int RUNS = 5;

  private static final int FEWEST = 3;

  /** Nearer to each other than this the difference of the rates is noise. */
  private static final double MOST_OF_SPEED = 0.8;

  private static final double MOST_UNLIKE = 2;
  private static final double LONGEST_SECONDS = Duration.ofDays(30).toSeconds();

  private final Observation seen;
  private final History history;
  private final Instant now;

  private CatchUp(Observation seen, History history, Instant now) {
    this.seen = seen;
    this.history = history;
    this.now = now;
  }

  /**
   * The time left: 0 when the catalog says that nothing waits, empty when it would be a guess.
   *
   * @param measured the lag that is shown
   * @param health the verdict that is shown
   */
  static Optional<Duration> of(
      Observation seen,
      History history,
      TableSettings settings,
      Measured measured,
      Health health,
      Instant now) {
    if (measured.source() != LagSource.CATALOG || measured.checkpointLost()) {
      return Optional.empty();
    }
    if (measured.lag() instanceof Lag.CaughtUp) {
      return Optional.of(Duration.ZERO);
    }
    boolean goingOn = health == Health.OK || health == Health.BEHIND || health == Health.RUNNING;
    Optional<SourceView> view = seen.standingView(now, settings.poll().staleAfter());
    Optional<Pending> pending = view.flatMap(known -> known.position().pending());
    return goingOn && pending.isPresent() && measured.lag() instanceof Lag.Behind behind
        ? new CatchUp(seen, history, now)
            .left(behind.since(), pending.get(), view.get().commits())
        : Optional.empty();
  }

  private Optional<Duration> left(Instant since, Pending pending, List<SourceCommit> commits) {
    Optional<WatcherRun> inFlight =
        seen.status().value().filter(run -> run.status() == WatcherStatus.RUNNING);
    long built = built(inFlight);
    long files = pending.files().value().orElse(0);
    boolean tells = files > built
        // What was rewritten after the checkpoint a run finds as other files than were added.
        && pending.snapshots().exact()
        && pending.snapshots().equals(pending.dataSnapshots())
        && runsTakeAll(since)
        && (inFlight.isEmpty()
            || (built > 0 && built <= inFlight.get().filesDiscovered().orElse(0)));
    OptionalDouble growth = growth(since, files, pending.dataSnapshots(), commits);
    OptionalDouble speed = speed(inFlight);
    OptionalDouble wait = inFlight.isPresent() ? OptionalDouble.of(0) : untilNextStart();
    if (!tells || growth.isEmpty() || speed.isEmpty() || wait.isEmpty()) {
      return Optional.empty();
    }
    double surplus = speed.getAsDouble() - growth.getAsDouble();
    double seconds =
        wait.getAsDouble() + (files - built + growth.getAsDouble() * wait.getAsDouble()) / surplus;
    return growth.getAsDouble() <= MOST_OF_SPEED * speed.getAsDouble() && seconds <= LONGEST_SECONDS
        ? Optional.of(Duration.ofMillis(Math.round(seconds * 1000)))
        : Optional.empty();
  }

  /** Whether the last run that is over completed and left nothing that was there when it began. */
  private boolean runsTakeAll(Instant since) {
    List<FinishedRun> runs = history.runs();
    if (runs.isEmpty()) {
      return false;
    }
    FinishedRun last = runs.get(runs.size() - 1);
    return last.result() == RunResult.COMPLETED
        && !Clocks.plus(since, Clocks.SLACK).isBefore(started(last));
  }

  /**
   * Files a second that the source gains: over the commits since the oldest that waits, or over the
   * latest that are known where that is longer. The first of them only begins the time.
   */
  private OptionalDouble growth(
      Instant since, long waiting, Counted dataCommits, List<SourceCommit> latest) {
    long commits = dataCommits.value().orElse(0);
    if (commits > latest.size()) {
      return rate(waiting * ((commits - 1.0) / commits), since, now);
    }
    if (latest.stream().anyMatch(commit -> !commit.files().exact())) {
      return OptionalDouble.empty();
    }
    List<SourceCommit> adding =
        latest.stream().filter(commit -> commit.files().low() > 0).toList();
    if (adding.size() < FEWEST) {
      return OptionalDouble.empty();
    }
    SourceCommit first = adding.get(adding.size() - 1);
    double files = adding.stream().mapToDouble(commit -> commit.files().low()).sum();
    return rate(files - first.files().low(), first.at(), now);
  }

  /**
   * Files a second that a run takes in: by the last completed runs, if they are alike, or by the run
   * in flight once it has built as many as those together.
   */
  private OptionalDouble speed(Optional<WatcherRun> inFlight) {
    List<FinishedRun> completed = last(history.runs().stream()
        .filter(run -> run.result() == RunResult.COMPLETED
            && run.filesDiscovered().orElse(0) > 0
            && run.end().filter(run.start()::isBefore).isPresent())
        .toList());
    if (completed.size() < FEWEST) {
      return OptionalDouble.empty();
    }
    double files = 0;
    double seconds = 0;
    for (FinishedRun run : completed) {
      files += run.filesDiscovered().orElse(0);
      seconds += seconds(run.start(), run.end().orElseThrow());
    }
    long built = built(inFlight);
    if (inFlight.isPresent() && built >= files) {
      return rate(
          (double) built,
          Clocks.byDaemon(inFlight.get().start().orElse(now), seen.clockSkew()),
          seen.status().observedAt().orElse(now));
    }
    double common = files / seconds;
    boolean alike = completed.stream()
        .mapToDouble(run -> run.filesDiscovered().orElse(0)
            / seconds(run.start(), run.end().orElseThrow())
            / common)
        .allMatch(share -> share <= MOST_UNLIKE && share >= 1 / MOST_UNLIKE);
    return alike ? OptionalDouble.of(common) : OptionalDouble.empty();
  }

  /** Segments of the run in flight; 0 also where it does not tell, which no estimate rests on. */
  private static long built(Optional<WatcherRun> inFlight) {
    return inFlight
        .map(WatcherRun::segmentsGenerated)
        .orElse(OptionalLong.empty())
        .orElse(0);
  }

  /** Seconds until a run begins, when the last ones began in a regular rhythm and it goes on. */
  private OptionalDouble untilNextStart() {
    List<Instant> starts = history.runs().stream().map(this::started).toList();
    int gaps = Math.min(RUNS, starts.size() - 1);
    if (gaps < FEWEST) {
      return OptionalDouble.empty();
    }
    Instant newest = starts.get(starts.size() - 1);
    double mean = seconds(starts.get(starts.size() - 1 - gaps), newest) / gaps;
    for (int i = starts.size() - gaps; i < starts.size(); i++) {
      double gap = seconds(starts.get(i - 1), starts.get(i));
      if (gap <= 0 || Math.abs(gap - mean) > mean / 10) {
        return OptionalDouble.empty();
      }
    }
    double wait = mean - seconds(newest, now);
    boolean overdue = wait < -mean / 10 - Clocks.SLACK.toSeconds();
    return overdue ? OptionalDouble.empty() : OptionalDouble.of(Math.max(0, wait));
  }

  private Instant started(FinishedRun run) {
    return Clocks.byDaemon(run.start(), seen.clockSkew());
  }

  private static List<FinishedRun> last(List<FinishedRun> runs) {
    return runs.subList(Math.max(0, runs.size() - RUNS), runs.size());
  }

  private static OptionalDouble rate(double files, Instant from, Instant to) {
    double seconds = seconds(from, to);
    return seconds > 0 ? OptionalDouble.of(files / seconds) : OptionalDouble.empty();
  }

  private static double seconds(Instant from, Instant to) {
    Duration between = Duration.between(from, to);
    return between.toSeconds() + between.toNanosPart() / 1e9;
  }
}
