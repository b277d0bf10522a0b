package io.icewatch.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The configuration in force as YAML, with a note at each value of where it comes from; pure. */
public final class ShownText {
  private static final int NOTES = 44;

  private final Origins origins;
  private final StringBuilder text = new StringBuilder();

  private ShownText(Origins origins) {
    this.origins = origins;
  }

  /** Each line ended. */
  public static String of(Map<String, Object> tree, Origins origins) {
    ShownText shown = new ShownText(origins);
    tree.forEach((key, value) -> shown.field(key, value, key, "", ""));
    return shown.text.toString();
  }

  /**
   * @param lead what stands before the key on its line
   * @param indent of the lines below
   */
  private void field(String key, Object value, String path, String lead, String indent) {
    String name = lead + quoted(key) + ":";
    if (value instanceof Map<?, ?> mapping) {
      text.append(name).append('\n');
      mapping.forEach((below, inner) ->
          field(String.valueOf(below), inner, path + "." + below, indent + "  ", indent + "  "));
    } else if (value instanceof List<?> list) {
      text.append(name).append('\n');
      for (int i = 0; i < list.size(); i++) {
        element(list.get(i), path + "[" + i + "]", indent + "  ");
      }
    } else {
      noted(name + " " + scalar(value), path);
    }
  }

  private void noted(String line, String path) {
    text.append(line)
        .append(" ".repeat(Math.max(1, NOTES - line.length())))
        .append("# ")
        .append(origins.of(path))
        .append('\n');
  }

  private void element(Object value, String path, String indent) {
    if (value instanceof Map<?, ?> mapping) {
      element(mapping, path, indent);
    } else {
      noted(indent + "- " + scalar(value), path);
    }
  }

  private void element(Map<?, ?> mapping, String path, String indent) {
    List<String> keys = new ArrayList<>();
    mapping.keySet().forEach(key -> keys.add(String.valueOf(key)));
    for (int i = 0; i < keys.size(); i++) {
      String key = keys.get(i);
      Object value = mapping.get(key);
      if (value != null) {
        field(key, value, path + "." + key, indent + (i == 0 ? "- " : "  "), indent + "  ");
      }
    }
  }

  private static String scalar(Object value) {
    return value instanceof String string ? quoted(string) : value.toString();
  }

  /** In quotes wherever YAML could take it for something else. */
  private static String quoted(String value) {
    return value.matches(
                "[A-Za-z/][A-Za-z0-9_./:-]*[A-Za-z0-9_/]|[0-9]+(ms|[smhdwy])([0-9]+(ms|[smhd]))*")
            && !value.matches("(?i)true|false|yes|no|on|off|null|y|n")
        ? value
        : "'" + value.replace("'", "''") + "'";
  }
}
