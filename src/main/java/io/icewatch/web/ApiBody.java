package io.icewatch.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JSON object of a request; each method says by 422 what is wrong with its field. */
final class ApiBody {
  /** Bytes that a body may have. */
  static final int MAX_BYTES = 16 * 1024;

  private static final int MAX_TEXT = 1_000;
  private static final long MAX_SECONDS = Duration.ofDays(366).toSeconds();

  private final JsonObject json;

  private ApiBody(JsonObject json) {
    this.json = json;
  }

  /**
   * Reads a body.
   *
   * @param fields that there may be
   * @throws ApiException 400 for what is no JSON object, 422 for another field
   */
  static ApiBody of(@Nullable Buffer bytes, Set<String> fields) {
    JsonObject json = object(bytes);
    for (String field : json.fieldNames()) {
      if (!fields.contains(field)) {
        throw new ApiException(
            422,
            "unknown field " + field + " (expected: "
                + String.join(", ", fields.stream().sorted().toList()) + ")");
      }
    }
    return new ApiBody(json);
  }

  private static JsonObject object(@Nullable Buffer bytes) {
    try {
      if (bytes != null && Json.decodeValue(bytes) instanceof JsonObject object) {
        return object;
      }
    } catch (DecodeException e) {
      // Said below, as of other bodies that are none.
    }
    throw new ApiException(400, "the body is no JSON object");
  }

  /** A text that must be there. */
  String text(String field) {
    return optionalText(field)
        .orElseThrow(() -> new ApiException(422, field + ": missing (expected: a text)"));
  }

  /** A text that may be null or absent, and is not blank. */
  Optional<String> optionalText(String field) {
    Object value = json.getValue(field);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof String text) || text.isBlank() || text.length() > MAX_TEXT) {
      throw new ApiException(
          422, field + ": " + value(value) + " (expected: a text of 1 to 1000 characters)");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new ApiException(422, field + ": control characters (expected: one line of text)");
    }
    return Optional.of(text.strip());
  }

  /** A whole number of seconds that may be null or absent. */
  Optional<Duration> optionalSeconds(String field) {
    Object value = json.getValue(field);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Integer || value instanceof Long) {
      long seconds = ((Number) value).longValue();
      if (seconds >= 1 && seconds <= MAX_SECONDS) {
        return Optional.of(Duration.ofSeconds(seconds));
      }
    }
    throw new ApiException(
        422, field + ": " + value(value) + " (expected: whole seconds, 1 to " + MAX_SECONDS + ")");
  }

  private static String value(Object value) {
    String text = value.toString();
    return text.length() <= 80 ? "'" + text + "'" : text.length() + " characters";
  }
}
