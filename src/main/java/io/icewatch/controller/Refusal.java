package io.icewatch.controller;

import io.icewatch.model.Failure;
import java.time.Instant;
import java.util.Optional;
import okhttp3.HttpUrl;

/** Why a reply that is no success is none: statuses to {@link Failure}s. */
final class Refusal {
  /** The text of the 404 that means "no such route"; any other text is about the table. */
  static final String NO_ROUTE = "HTTP 404 Not Found";

  private Refusal() {}

  /** The failure of a reply to a question, for any status but 200. */
  static Failure of(Question<?> question, Reply reply, Instant now) {
    if (reply.status() == 400 && question.needsCatalog()) {
      return new Failure.NotCatalogTable(said(reply));
    }
    if (reply.status() == 404) {
      return notFound(question, reply);
    }
    if (reply.status() / 100 == 2) {
      return new Failure.Malformed(
          "status: " + reply.status() + " (expected: 200)", question.firstBytes(reply));
    }
    return general(question.url(), reply, now);
  }

  /** The failure of a reply to a trigger, for any status but 2xx. */
  static Failure ofTrigger(HttpUrl url, String taskName, Reply reply, Instant now) {
    if (reply.status() == 404) {
      ErrorText error = ErrorText.of(reply);
      boolean noSuchTask = error.text().contains(taskName);
      boolean aboutTable = error.kind() == ErrorText.Kind.ERROR_OBJECT && !noSuchTask;
      return aboutTable && !error.text().equals(NO_ROUTE)
          ? new Failure.TableUnknown(said(reply))
          : absent(url, reply);
    }
    return general(url, reply, now);
  }

  static String firstBytes(Reply reply) {
    return Excerpt.of(reply.body(), Excerpt.FIRST_BYTES);
  }

  private static Failure general(HttpUrl url, Reply reply, Instant now) {
    int status = reply.status();
    if (status == 401 || status == 403) {
      return new Failure.Denied(status, said(reply));
    }
    if (status == 429) {
      return new Failure.Throttled(RetryAfter.of(reply, now), said(reply));
    }
    if (status / 100 == 5) {
      return new Failure.ControllerError(status, said(reply));
    }
    Optional<String> location = reply.header("Location");
    if (status / 100 == 3 && location.isPresent()) {
      return new Failure.Unexpected(status, redirect(url, status, location.get()));
    }
    return new Failure.Unexpected(status, said(reply));
  }

  private static Failure notFound(Question<?> question, Reply reply) {
    ErrorText error = ErrorText.of(reply);
    boolean aboutTable = switch (error.kind()) {
      case ERROR_OBJECT -> !error.text().equals(NO_ROUTE);
      // A proxy's own "404 page not found" is plain text too, but knows no table.
      case OTHER_JSON, PLAIN -> question.table().filter(error.text()::contains).isPresent();
      case HTML, EMPTY -> false;
    };
    return aboutTable && question.table().isPresent()
        ? new Failure.TableUnknown(said(reply))
        : absent(question.url(), reply);
  }

  private static Failure absent(HttpUrl url, Reply reply) {
    return new Failure.FeatureAbsent("HTTP 404 on "
        + Excerpt.of(url.encodedPath(), 200)
        + " (feature off, wrong path prefix, or not a controller): "
        + ErrorText.of(reply).text());
  }

  private static String said(Reply reply) {
    return "HTTP " + reply.status() + ": " + ErrorText.of(reply).text();
  }

  /** Names the host only: the rest of a Location may carry a session. */
  private static String redirect(HttpUrl url, int status, String location) {
    HttpUrl target = url.resolve(location);
    String host = target == null ? "an unreadable Location" : target.host();
    return "HTTP " + status + ": redirect to " + host + " (expected: an answer)";
  }
}
