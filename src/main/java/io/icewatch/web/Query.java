package io.icewatch.web;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The query of a request; each method says by 400 what is wrong with its parameter. One that is not
 * known is wrong too: a filter that is misspelt would otherwise answer with everything.
 */
final class Query {
  /** Entries of an answer when the query does not say. */
  static final int LIMIT = 100;

  /** Entries of an answer at most. */
  static final int MOST = 500;

  private static final int MAX_TEXT = 300;

  private final MultiMap params;

  private Query(MultiMap params) {
    this.params = params;
  }

  static Query of(HttpServerRequest request, String... known) {
    Query query = new Query(parsed(request));
    Set<String> names = new TreeSet<>(Arrays.asList(known));
    for (String name : query.params.names()) {
      if (!names.contains(name)) {
        throw new ApiException(
            400,
            shown(name) + ": unknown parameter (expected: "
                + (names.isEmpty() ? "none" : String.join(", ", names)) + ")");
      }
    }
    return query;
  }

  private static MultiMap parsed(HttpServerRequest request) {
    try {
      return request.params();
    } catch (IllegalArgumentException e) {
      throw new ApiException(400, "the query is not percent-encoded UTF-8");
    }
  }

  /** A parameter that may be there once, and is not blank. */
  Optional<String> text(String name) {
    List<String> values = params.getAll(name);
    if (values.isEmpty()) {
      return Optional.empty();
    }
    if (values.size() > 1) {
      throw new ApiException(400, name + ": given " + values.size() + " times (expected: once)");
    }
    String value = values.get(0);
    if (value.isBlank() || value.length() > MAX_TEXT) {
      throw new ApiException(
          400,
          name + ": " + shown(value) + " (expected: a text of 1 to " + MAX_TEXT + " characters)");
    }
    return Optional.of(value);
  }

  /** A parameter that must be there, once. */
  String required(String name, Supplier<String> expected) {
    return text(name)
        .orElseThrow(
            () -> new ApiException(400, name + ": missing (expected: " + expected.get() + ")"));
  }

  /** The values of a parameter that may be there more than once. */
  Set<String> all(String name) {
    return Set.copyOf(params.getAll(name));
  }

  /** The same, each of them one of these words. */
  Set<String> words(String name, List<String> words) {
    for (String value : params.getAll(name)) {
      if (!words.contains(value)) {
        throw new ApiException(
            400, name + ": " + shown(value) + " (expected: " + String.join(", ", words) + ")");
      }
    }
    return all(name);
  }

  /** {@code true} or {@code false}; false when it is not there. */
  boolean flag(String name) {
    return words(name, List.of("true", "false")).equals(Set.of("true"));
  }

  /** How many entries the answer may have. */
  int limit() {
    Optional<String> given = text("limit");
    if (given.isEmpty()) {
      return LIMIT;
    }
    if (given.get().matches("[1-9][0-9]{0,2}") && Integer.parseInt(given.get()) <= MOST) {
      return Integer.parseInt(given.get());
    }
    throw new ApiException(
        400, "limit: " + shown(given.get()) + " (expected: a whole number, 1 to " + MOST + ")");
  }

  /**
   * What {@link #cursor} was made of: the last entry of an earlier answer.
   *
   * @param parts how many
   */
  Optional<List<String>> after(int parts) {
    return params.getAll("cursor").isEmpty() ? Optional.empty() : Optional.of(decoded(parts));
  }

  private List<String> decoded(int parts) {
    String given = params.get("cursor");
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(given);
      List<String> decoded = List.of(new String(bytes, StandardCharsets.UTF_8).split("\u0000", -1));
      if (params.getAll("cursor").size() == 1
          && decoded.size() == parts
          && cursor(decoded).equals(given)) {
        return decoded;
      }
    } catch (IllegalArgumentException e) {
      // Said below, as of other cursors that are none.
    }
    throw badCursor();
  }

  /** For a cursor whose parts are not what they should be. */
  static ApiException badCursor() {
    return new ApiException(400, "cursor: not one of ours (expected: next of an earlier answer)");
  }

  /** A cursor that stands behind an entry: what comes after it can be told though it be gone. */
  static String cursor(List<String> parts) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(String.join("\u0000", parts).getBytes(StandardCharsets.UTF_8));
  }

  private static String shown(String value) {
    String printable = value.replaceAll("\\p{Cntrl}", "?");
    return printable.length() <= 80 ? "'" + printable + "'" : printable.length() + " characters";
  }
}
