package io.icewatch.decide;

import io.icewatch.model.DurationText;
import io.icewatch.model.Failure;
import io.icewatch.model.Finding;
import io.icewatch.model.Health;
import io.icewatch.model.Observation;
import io.icewatch.model.Reading;
import io.icewatch.model.TableState;
import io.icewatch.model.TriggerRule;
import io.icewatch.model.WatcherRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules that ask whether the table is in need of a run, and whether that is known. */
final class Need {
  /** A reading from further in the future than this is not one of now. */
  private static final Duration SLACK = Duration.ofSeconds(10);

  private Need() {}

  static Finding curable(TableState table, Instant now) {
    Optional<String> refused = refused(table.observation());
    if (refused.isPresent()) {
      return new Finding(TriggerRule.CURABLE, false, refused.get());
    }
    if (table.observation().rawFiles()) {
      return new Finding(TriggerRule.CURABLE, false, Health.UNSUPPORTED.label());
    }
    Health health = table.health(now);
    return new Finding(TriggerRule.CURABLE, curable(health), health.label());
  }

  private static boolean curable(Health health) {
    return switch (health) {
      case OK, RUNNING, BEHIND, FAILED, STALLED, NEVER_INGESTED, UNKNOWN -> true;
      case STUCK, CHECKPOINT_LOST, UNSUPPORTED -> false;
    };
  }

  /** The last answer to any question that no run can change. */
  static Optional<String> refused(Observation seen) {
    return Stream.of(seen.status(), seen.checkpoint(), seen.files())
        .flatMap(reading -> reading.failure().stream())
        .filter(failure -> failure instanceof Failure.Denied
            || failure instanceof Failure.TableUnknown
            || failure instanceof Failure.FeatureAbsent)
        .findFirst()
        .map(failure -> failure.reason() + ": " + failure.message());
  }

  static Finding observation(TableState table, Instant now) {
    Optional<String> missing = missing(table, now);
    return new Finding(
        TriggerRule.OBSERVATION, missing.isEmpty(), missing.orElse("fresh and complete"));
  }

  private static Optional<String> missing(TableState table, Instant now) {
    Optional<String> unanswered = unanswered(table, now);
    if (unanswered.isPresent()) {
      return unanswered;
    }
    if (table.health(now) == Health.UNKNOWN) {
      return Optional.of("health: " + table.reason(now) + " (expected: known)");
    }
    if (table.observation().checkpoint().value().isEmpty()) {
      return Optional.of("checkpoint: never answered (expected: known)");
    }
    return table.lag(now).isEmpty()
        ? Optional.of("lag: " + table.reason(now) + " (expected: known)")
        : Optional.empty();
  }

  /** Why it is not known whether a run is in flight; empty when the status was answered just now. */
  static Optional<String> unanswered(TableState table, Instant now) {
    Reading<WatcherRun> status = table.observation().status();
    if (!status.up()) {
      return Optional.of("status: "
          + status.failure().map(Failure::message).orElse("not asked yet")
          + " (expected: an answer)");
    }
    if (table.run(now).isEmpty()
        || status.observedAt().filter(at -> at.isAfter(now.plus(SLACK))).isPresent()) {
      return Optional.of("status: of " + status.observedAt() + " (expected: fresh at " + now + ")");
    }
    return Optional.empty();
  }

  static Finding behind(Candidate candidate, Instant now) {
    Optional<Duration> lag = candidate.table().lag(now);
    return new Finding(
        TriggerRule.BEHIND,
        lag.filter(behind -> behind.compareTo(candidate.threshold()) > 0).isPresent(),
        lag.map(DurationText::of).orElse("unknown")
            + " (expected: more than "
            + DurationText.of(candidate.threshold())
            + ")");
  }

  static Finding sustained(Candidate candidate) {
    int length = candidate.streak().length();
    int wanted = candidate.rules().observations();
    return new Finding(
        TriggerRule.SUSTAINED,
        length >= wanted,
        length + " observations in a row (expected: at least " + wanted + ")");
  }
}
