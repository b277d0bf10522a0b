package io.icewatch.web;

import io.icewatch.model.Health;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** What the pages share: templates, escaping and badges; pure. */
final class Html {
  /** Something that is not known: never 0. */
  static final String UNKNOWN = "<span class=\"none\" title=\"unknown\">–</span>";

  private static final String STYLE = resource("style.css");

  private Html() {}

  /** A page of this package with the common style in it. */
  static String template(String name) {
    return resource(name).replace("{{style}}", STYLE);
  }

  /** Each name stands once in the template; what is filled in is not looked at again. */
  static String filled(String template, Map<String, String> values) {
    StringBuilder html = new StringBuilder();
    int at = 0;
    for (int open = template.indexOf("{{"); open >= 0; open = template.indexOf("{{", at)) {
      int close = template.indexOf("}}", open);
      html.append(template, at, open);
      html.append(Objects.requireNonNull(values.get(template.substring(open + 2, close))));
      at = close + 2;
    }
    return html.append(template, at, template.length()).toString();
  }

  static String badge(Health health, String text) {
    return "<span class=\"h " + health.label() + "\">" + text + "</span>";
  }

  static String label(Health health) {
    return health.label().replace('_', ' ');
  }

  /** Text that is not ours, for any place between tags or in an attribute. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String resource(String name) {
    try (InputStream in = Html.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
