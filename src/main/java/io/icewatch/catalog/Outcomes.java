package io.icewatch.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.icewatch.model.CatalogAnswer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NotAuthorizedException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.RESTException;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.exceptions.ServiceFailureException;
import org.apache.iceberg.exceptions.ServiceUnavailableException;
import org.apache.iceberg.exceptions.ValidationException;

/** Tells what an exception out of Iceberg, a driver or an SDK means; pure. */
final class Outcomes {
  private static final Pattern MISSING_CLASS =
      Pattern.compile("(?:ClassNotFoundException|NoClassDefFoundError): ([\\w.$/]+)");
  private static final Pattern SDK_STATUS = Pattern.compile("Status Code: (\\d{3})");
  private static final int DEEPEST_CAUSE = 20;
  private static final int LONGEST_MESSAGE = 300;

  private Outcomes() {}

  /**
   * The outcome that a failure amounts to.
   *
   * @param waited how long the question has taken
   */
  static CatalogAnswer of(Throwable failure, Duration waited) {
    List<Throwable> causes = causes(failure);
    for (Throwable cause : causes) {
      Optional<CatalogAnswer> outcome = one(cause, waited);
      if (outcome.isPresent()) {
        return outcome.get();
      }
    }
    String words = words(failure);
    boolean malformed = causes.stream()
        .anyMatch(cause -> cause instanceof IllegalArgumentException
            || cause instanceof NullPointerException
            || cause instanceof IllegalStateException
            || cause instanceof ClassCastException);
    return malformed ? new CatalogAnswer.Malformed(words) : new CatalogAnswer.CatalogError(words);
  }

  private static Optional<CatalogAnswer> one(Throwable cause, Duration waited) {
    String words = words(cause);
    if (cause instanceof Unreadable) {
      return Optional.empty();
    }
    if (cause instanceof Refused refused) {
      return Optional.of(refused.answer());
    }
    Optional<String> missing = missingClass(cause);
    if (missing.isPresent()) {
      String artefact = Artefacts.of(missing.get());
      return Optional.of(new CatalogAnswer.LibraryMissing(
          artefact,
          "class " + missing.get() + " is missing (expected: " + artefact + " on the class path)"));
    }
    if (cause instanceof NoSuchTableException || cause instanceof NoSuchNamespaceException) {
      return Optional.of(new CatalogAnswer.TableMissing(words));
    }
    if (cause instanceof NotAuthorizedException
        || cause instanceof ForbiddenException
        || sdkStatus(cause).filter(status -> status == 401 || status == 403).isPresent()) {
      return Optional.of(new CatalogAnswer.Denied(words));
    }
    if (cause instanceof NotFoundException
        || cause instanceof FileNotFoundException
        || cause instanceof NoSuchFileException) {
      return Optional.of(new CatalogAnswer.CatalogError("the metadata are gone: " + words));
    }
    if (cause instanceof HttpTimeoutException || cause instanceof SocketTimeoutException) {
      return Optional.of(new CatalogAnswer.TimedOut(waited, words));
    }
    if (cause instanceof JsonProcessingException || cause instanceof ValidationException) {
      return Optional.of(new CatalogAnswer.Malformed(words));
    }
    if (cause instanceof SQLException sql) {
      return Optional.of(sql(sql));
    }
    if (cause instanceof IOException) {
      return Optional.of(new CatalogAnswer.Unreachable(words));
    }
    if (cause instanceof ServiceFailureException || cause instanceof ServiceUnavailableException) {
      return Optional.of(new CatalogAnswer.CatalogError(words));
    }
    return Optional.empty();
  }

  private static CatalogAnswer sql(SQLException failure) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    String words = words(failure);
    if (words.contains("No suitable driver")) {
      String url = words.substring(Math.max(0, words.indexOf("jdbc:")));
      String driver = Artefacts.driver(url);
      String artefact = driver.isEmpty() ? "a JDBC driver" : Artefacts.of(driver);
      return new CatalogAnswer.LibraryMissing(
          artefact, words + " (expected: " + artefact + " on the class path)");
    }
    if (state.startsWith("28")) {
      return new CatalogAnswer.Denied(words);
    }
    return state.startsWith("08")
        ? new CatalogAnswer.Unreachable(words)
        : new CatalogAnswer.CatalogError(words);
  }

  /** Whether a JDBC driver is the origin of a failure. */
  static boolean fromDatabase(Throwable failure) {
    return causes(failure).stream().anyMatch(SQLException.class::isInstance);
  }

  /** The class whose absence a failure tells of. */
  static Optional<String> missingClass(Throwable cause) {
    String message = cause.getMessage() == null ? "" : cause.getMessage();
    if (cause instanceof NoClassDefFoundError && message.startsWith("Could not initialize")) {
      // Every try but the first says only this; what was missing at the first stands in its cause.
      Optional<String> atFirst =
          Optional.ofNullable(cause.getCause()).map(Throwable::getMessage).flatMap(Outcomes::named);
      return atFirst.or(() -> Optional.of(message.substring(message.lastIndexOf(' ') + 1)));
    }
    if (cause instanceof NoClassDefFoundError || cause instanceof ClassNotFoundException) {
      return Optional.of(message.replace('/', '.'));
    }
    return named(message);
  }

  private static Optional<String> named(String message) {
    Matcher named = MISSING_CLASS.matcher(message);
    return named.find() ? Optional.of(named.group(1).replace('/', '.')) : Optional.empty();
  }

  private static Optional<Integer> sdkStatus(Throwable cause) {
    Matcher status = SDK_STATUS.matcher(cause.getMessage() == null ? "" : cause.getMessage());
    return status.find() ? Optional.of(Integer.valueOf(status.group(1))) : Optional.empty();
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = failure;
        cause != null && causes.size() < DEEPEST_CAUSE;
        cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes;
  }

  /** A failure as one line: the message where it says enough, else with the kind before it. */
  static String words(Throwable failure) {
    String message = failure.getMessage() == null ? "" : firstLine(failure.getMessage());
    boolean plain = failure instanceof RESTException
        || failure instanceof RuntimeIOException
        || failure instanceof Refused;
    if (message.isEmpty()) {
      return failure.getClass().getSimpleName();
    }
    return plain ? message : failure.getClass().getSimpleName() + ": " + message;
  }

  /** The first line of a text, without secrets, at most 300 characters. */
  static String firstLine(String text) {
    String line = Redaction.of(text.strip().lines().findFirst().orElse(""));
    return line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) + "..." : line;
  }
}
