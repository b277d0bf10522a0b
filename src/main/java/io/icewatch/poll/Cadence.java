package io.icewatch.poll;

import io.icewatch.model.Checkpoint;
import io.icewatch.model.Failure;
import io.icewatch.model.Observation;
import io.icewatch.model.PollSettings;
import io.icewatch.model.Reading;
import io.icewatch.model.WatcherRun;
import io.icewatch.model.WatcherStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which questions are due: the questions cost differently, so each has its own rhythm.
 *
 * <p>A turn comes as often as the most frequent question needs. A question is asked in the turn
 * nearest to its time, so that a turn which comes a little early does not put it off by a whole one.
 */
final class Cadence {
  /** Between two questions for a table's config, which people change, and seldom. */
  static final Duration CONFIG_INTERVAL = Duration.ofMinutes(10);

  private Cadence() {}

  /** How long after this turn the next one is due. */
  static Duration turnInterval(Observation seen, PollSettings poll) {
    return Stream.of(statusInterval(seen, poll), poll.filesInterval(), poll.checkpointInterval())
        .min(Duration::compareTo)
        .orElseThrow();
  }

  /** The same for a table whose status timed out {@code timeouts} times in a row: ever longer. */
  static Duration turnInterval(Observation seen, PollSettings poll, int timeouts) {
    Duration usual = turnInterval(seen, poll);
    Duration longest = poll.checkpointInterval();
    Duration slowed = usual.multipliedBy(1L << Math.min(timeouts, 16));
    return timeouts == 0 ? usual : min(slowed, max(usual, longest));
  }

  /** Whether the status is due. */
  static boolean statusDue(Observation seen, PollSettings poll, Instant now) {
    return due(seen.status(), statusInterval(seen, poll), seen, poll, now);
  }

  /**
   * Whether the checkpoint is due.
   *
   * @param owed a run has ended since the checkpoint was last read
   */
  static boolean checkpointDue(Observation seen, PollSettings poll, boolean owed, Instant now) {
    return owed || due(seen.checkpoint(), poll.checkpointInterval(), seen, poll, now);
  }

  /** Whether the current file count is due: also right after the checkpoint moved. */
  static boolean filesDue(
      Observation seen, PollSettings poll, boolean checkpointMoved, Instant now) {
    return counted(seen)
        && (checkpointMoved || due(seen.files(), poll.filesInterval(), seen, poll, now));
  }

  /** The snapshot whose file count is due: that of a checkpoint which has not been counted yet. */
  static Optional<Checkpoint.SnapshotId> countDue(
      Observation seen, PollSettings poll, boolean checkpointMoved, Instant now) {
    if (!counted(seen)
        || seen.checkpointFiles().isPresent()
        || !(seen.checkpoint().value().orElse(null) instanceof Checkpoint.SnapshotId snapshot)) {
      return Optional.empty();
    }
    return checkpointMoved || due(seen.filesAtCheckpoint(), poll.filesInterval(), seen, poll, now)
        ? Optional.of(snapshot)
        : Optional.empty();
  }

  /** Whether the controller has file counts of this table. */
  private static boolean counted(Observation seen) {
    return seen.countsFiles() && !seen.rawFiles();
  }

  /**
   * Whether the table's config is due: rarely, and after something that another config may have
   * caused.
   *
   * @param before what was known before this turn
   */
  static boolean configDue(Observation before, Observation seen, PollSettings poll, Instant now) {
    // A refusal lasts like a config; what else fails is worth another try before that.
    boolean passing = seen.config().failure().filter(why -> !refuses(why)).isPresent();
    Duration every = passing ? poll.checkpointInterval() : CONFIG_INTERVAL;
    return changed(before, seen) || due(seen.config(), every, seen, poll, now);
  }

  /** Whether the table looks like another one than before: made anew, or with another source. */
  private static boolean changed(Observation before, Observation seen) {
    boolean appeared = before.status().failure().orElse(null) instanceof Failure.TableUnknown
        && seen.status().up();
    boolean emptied = seen.checkpoint().value().orElse(null) instanceof Checkpoint.None
        && before
            .checkpoint()
            .value()
            .filter(stood -> !(stood instanceof Checkpoint.None))
            .isPresent();
    boolean retyped = before.checkpoint().askedAt().isPresent()
        && before.rawFiles() != seen.rawFiles()
        && (seen.rawFiles() || seen.checkpoint().up());
    return appeared || emptied || retyped || !before.api().equals(seen.api());
  }

  /**
   * Whether this failure of the status makes the other questions pointless in this turn: nobody
   * answers, or this table will not be answered. An error of one route says nothing of the others.
   */
  static boolean silencesTurn(Failure failure) {
    return refuses(failure)
        || List.of(
                Failure.Unreachable.class,
                Failure.TimedOut.class,
                Failure.Throttled.class,
                Failure.NotAsked.class)
            .contains(failure.getClass());
  }

  /** Whether this table will not be answered until somebody changes something. */
  private static boolean refuses(Failure failure) {
    return failure instanceof Failure.TableUnknown
        || failure instanceof Failure.FeatureAbsent
        || failure instanceof Failure.Denied;
  }

  /** Whether a run ended between two readings of the status, seen running or not. */
  static boolean runEnded(Reading<WatcherRun> before, Reading<WatcherRun> after) {
    return after.value().isPresent()
        && after.value().get().status() != WatcherStatus.RUNNING
        && !after.value().equals(before.value());
  }

  private static Duration statusInterval(Observation seen, PollSettings poll) {
    boolean running = seen.status().up()
        && seen.status()
            .value()
            .filter(run -> run.status() == WatcherStatus.RUNNING)
            .isPresent();
    return running ? poll.runningInterval() : poll.interval();
  }

  private static boolean due(
      Reading<?> reading, Duration every, Observation seen, PollSettings poll, Instant now) {
    if (reading.askedAt().isEmpty()) {
      return true;
    }
    Duration early = turnInterval(seen, poll).dividedBy(2);
    Instant asked = reading.askedAt().get();
    // A clock that was set back must not silence a question until it has caught up again.
    return now.isBefore(asked) || !now.isBefore(asked.plus(every).minus(early));
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
