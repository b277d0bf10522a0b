package io.icewatch.sandbox;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One HTTP request.
 *
 * @param path the path as it was sent, not decoded
 * @param query decoded parameters; of a name given twice the first
 * @param headers by name, whatever its case
 */
record Call(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    String body) {
  Call {
    query = Map.copyOf(query);
    Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    headers = anyCase;
  }

  /** The same call of another path. */
  Call at(String other) {
    return new Call(method, other, query, headers, body);
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /** The same call with another value of a parameter that it has. */
  Call with(String parameter, String value) {
    Map<String, String> other = new TreeMap<>(query);
    other.replace(parameter, value);
    return new Call(method, path, other, headers, body);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  Optional<String> authorization() {
    return header("Authorization");
  }

  /** Whether the Accept header admits that media type: {@code application/json}. */
  boolean accepts(String mediaType) {
    Optional<String> accept = header("Accept");
    if (accept.isEmpty()) {
      return true;
    }
    String anySubtype = mediaType.substring(0, mediaType.indexOf('/')) + "/*";
    for (String range : accept.get().split(",", -1)) {
      String bare = bare(range);
      if (bare.equals("*/*") || bare.equals(anySubtype) || bare.equals(mediaType)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the body is JSON by its Content-Type, or says nothing of its type. */
  boolean mayBeJson() {
    return header("Content-Type").map(t -> bare(t).equals("application/json")).orElse(true);
  }

  private static String bare(String mediaType) {
    int semicolon = mediaType.indexOf(';');
    return (semicolon < 0 ? mediaType : mediaType.substring(0, semicolon)).trim();
  }
}
