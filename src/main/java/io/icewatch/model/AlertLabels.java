package io.icewatch.model;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What tells one alert from every other: its labels, compared as Alertmanager compares them.
 *
 * @param values by name; {@code alertname} is among them, and none is empty, for Alertmanager takes
 *     an empty label for an absent one
 */
public record AlertLabels(SortedMap<String, String> values) implements Comparable<AlertLabels> {
  /** The label that holds the alert's name. */
  public static final String NAME = "alertname";

  public AlertLabels {
    Checks.text(NAME, values.getOrDefault(NAME, ""));
    values.forEach(Checks::text);
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** Labels in any order. */
  public static AlertLabels of(Map<String, String> values) {
    return new AlertLabels(new TreeMap<>(values));
  }

  /** The alert's name. */
  public String name() {
    return value(NAME);
  }

  /** The value of a label; empty when there is none. */
  public String value(String label) {
    return values.getOrDefault(label, "");
  }

  @Override
  public int compareTo(AlertLabels other) {
    int byName = name().compareTo(other.name());
    return byName != 0 ? byName : toString().compareTo(other.toString());
  }

  /** {@code PinotIcebergLagHigh{controller="prod", severity="critical", table="orders_OFFLINE"}}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name()).append('{');
    values.forEach((label, value) -> {
      if (!label.equals(NAME)) {
        text.append(text.charAt(text.length() - 1) == '{' ? "" : ", ")
            .append(label)
            .append("=\"")
            .append(value)
            .append('"');
      }
    });
    return text.append('}').toString();
  }
}
