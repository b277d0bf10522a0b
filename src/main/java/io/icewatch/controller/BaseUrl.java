package io.icewatch.controller;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;

/**
 * The address of a controller with its path prefix, to which paths are appended.
 *
 * <p>No URL made here has a double slash: the controller answers one with the 404 that means "the
 * feature is off".
 */
final class BaseUrl {
  private static final String UNRESERVED = "-._~";

  private final HttpUrl root;

  /**
   * Takes the address as configured.
   *
   * @throws IllegalArgumentException if it is not plain http or https with a host and a path
   */
  BaseUrl(URI url) {
    HttpUrl parsed = HttpUrl.get(url);
    if (parsed == null) {
      throw new IllegalArgumentException(
          "url: scheme " + url.getScheme() + " (expected: an http or https address with a host)");
    }
    if (!parsed.username().isEmpty() || !parsed.password().isEmpty()) {
      throw new IllegalArgumentException(
          "url: has user information (expected: credentials in files, under auth)");
    }
    if (parsed.query() != null || parsed.fragment() != null) {
      throw new IllegalArgumentException(
          "url: has a query or a fragment (expected: nothing after the path prefix)");
    }
    String path = parsed.encodedPathSegments().stream()
        .filter(segment -> !segment.isEmpty())
        .collect(Collectors.joining("/", "/", ""));
    root = parsed.newBuilder().encodedPath(path).build();
  }

  /** Whether the connection is encrypted. */
  boolean isHttps() {
    return root.isHttps();
  }

  /** The prefix followed by one path segment for each text, whatever characters it holds. */
  HttpUrl path(String... segments) {
    HttpUrl.Builder url = root.newBuilder();
    for (String segment : segments) {
      url.addEncodedPathSegment(percentEncoded(segment));
    }
    return url.build();
  }

  /** The URL with query parameters added, in the map's order. */
  static HttpUrl withQuery(HttpUrl url, Map<String, String> parameters) {
    HttpUrl.Builder builder = url.newBuilder();
    parameters.forEach(
        (name, value) -> builder.addEncodedQueryParameter(name, percentEncoded(value)));
    return builder.build();
  }

  /**
   * All but the unreserved characters of RFC 3986 encoded, as UTF-8. OkHttp's own encoding of a
   * segment leaves {@code ;} alone, which begins a matrix parameter on the other side.
   */
  static String percentEncoded(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      boolean kept = (c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || UNRESERVED.indexOf(c) >= 0;
      if (kept) {
        encoded.append(c);
      } else {
        encoded.append('%');
        encoded.append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
        encoded.append(Character.toUpperCase(Character.forDigit(c & 0xf, 16)));
      }
    }
    return encoded.toString();
  }
}
