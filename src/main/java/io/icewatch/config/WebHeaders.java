package io.icewatch.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads {@code http_server_config.headers}: five headers, two of them with fixed values. */
final class WebHeaders {
  private static final Map<String, List<String>> ALLOWED = new TreeMap<>(Map.of(
      "Content-Security-Policy", List.of(),
      "Strict-Transport-Security", List.of(),
      "X-Content-Type-Options", List.of("nosniff"),
      "X-Frame-Options", List.of("deny", "sameorigin"),
      "X-XSS-Protection", List.of()));

  private WebHeaders() {}

  static Map<String, String> read(StrictMapping given) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : given.keys()) {
      List<String> values = ALLOWED.get(name);
      if (values == null) {
        given.problem(
            Text.printable(name),
            "a header that cannot be configured",
            String.join(", ", ALLOWED.keySet()));
        continue;
      }
      Optional<String> value = given.text(name, "the header's value");
      if (value.isEmpty()) {
        continue;
      }
      if (!values.isEmpty() && !values.contains(value.get())) {
        given.problem(name, Text.printable(value.get()), String.join(" or ", values));
      } else if (!value.get().matches("[ -~]*")) {
        given.problem(name, Text.printable(value.get()), "one line of ASCII");
      } else if (!value.get().isBlank()) {
        headers.put(name, value.get().strip());
      }
    }
    return headers;
  }
}
