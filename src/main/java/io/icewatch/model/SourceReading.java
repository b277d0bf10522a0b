package io.icewatch.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is held of a table's catalog: the last good answer and what came of the last try.
 *
 * @param checkpoint the checkpoint that the view was read for; present exactly when there is a view
 * @param view the last good answer; it outlives failures until it is stale
 * @param observedAt when that answer came, by the daemon's clock
 * @param askedAt when the last try ended, good or bad; empty before the first
 * @param failure the last answer, when it was not good
 */
public record SourceReading(
    Optional<Checkpoint> checkpoint,
    Optional<SourceView> view,
    Optional<Instant> observedAt,
    Optional<Instant> askedAt,
    Optional<CatalogAnswer> failure) {
  public SourceReading {
    if (view.isPresent() != observedAt.isPresent() || view.isPresent() != checkpoint.isPresent()) {
      throw new IllegalArgumentException("checkpoint, observedAt: " + checkpoint + ", " + observedAt
          + " (expected: present exactly when there is a view)");
    }
  }

  /** Before the first question. */
  public static SourceReading none() {
    return new SourceReading(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The reading after one more answer, to a question about {@code asked}. */
  public SourceReading with(Checkpoint asked, CatalogAnswer answer, Instant at) {
    return answer instanceof CatalogAnswer.Read read
        ? new SourceReading(
            Optional.of(asked),
            Optional.of(read.view()),
            Optional.of(at),
            Optional.of(at),
            Optional.empty())
        : new SourceReading(checkpoint, view, observedAt, Optional.of(at), Optional.of(answer));
  }

  /** Whether the last try was answered well. */
  public boolean up() {
    return askedAt.isPresent() && failure.isEmpty();
  }

  /** The view, unless it is older than {@code staleAfter}; see {@link Reading#fresh}. */
  public Optional<SourceView> fresh(Instant now, Duration staleAfter) {
    return observedAt.isPresent()
            && Duration.between(observedAt.get(), now).abs().compareTo(staleAfter) <= 0
        ? view
        : Optional.empty();
  }
}
