package io.icewatch.catalog;

import io.icewatch.model.CatalogAnswer;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a status of a REST catalog means, where it does not depend on what was asked; pure. */
final class RestStatus {
  private static final long LONGEST_WAIT_SECONDS = 3600;

  private RestStatus() {}

  /**
   * The outcome that a status is.
   *
   * @param retryAfter the header of that name
   * @param message the server's words
   * @return empty where it depends on what was asked: 404, 400 and the like
   */
  static Optional<CatalogAnswer> outcome(
      int status, Optional<String> retryAfter, @Nullable String message) {
    String words = "status " + status + ": " + (message == null ? "" : message);
    Optional<Duration> wait = retryAfter.flatMap(RestStatus::seconds);
    if (status == 401 || status == 403 || status == 419) {
      return Optional.of(new CatalogAnswer.Denied(words));
    }
    if (status == 429 || (status == 503 && retryAfter.isPresent())) {
      return Optional.of(new CatalogAnswer.Throttled(wait, words));
    }
    return status >= 500 || status < 400
        ? Optional.of(new CatalogAnswer.CatalogError(words))
        : Optional.empty();
  }

  /** The header's seconds; its other form, a date, is not guessed at. */
  private static Optional<Duration> seconds(String header) {
    try {
      long seconds = Long.parseLong(header.trim());
      return seconds < 0
          ? Optional.empty()
          : Optional.of(Duration.ofSeconds(Math.min(seconds, LONGEST_WAIT_SECONDS)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
