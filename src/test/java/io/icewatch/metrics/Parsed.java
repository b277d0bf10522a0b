package io.icewatch.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An exposition text, line by line, so that two writers can be compared by what they mean. */
final class Parsed {
  private static final Pattern SAMPLE =
      Pattern.compile("([a-z_]+)(?:\\{(.*?),?})? (\\S+)", Pattern.DOTALL);
  private static final Pattern LABEL =
      Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"(?:,|\\z)", Pattern.DOTALL);

  /** A line with a value. */
  record Sample(String name, Map<String, String> labels, double value) {}

  private Parsed() {}

  /** Comments as they stand, samples taken apart. */
  static List<Object> lines(String text) {
    List<Object> lines = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      lines.add(line.startsWith("#") || line.isEmpty() ? line : sample(line));
    }
    return lines;
  }

  static List<Sample> samples(String text) {
    return lines(text).stream()
        .filter(Sample.class::isInstance)
        .map(Sample.class::cast)
        .toList();
  }

  private static Sample sample(String line) {
    Matcher parts = SAMPLE.matcher(line);
    if (!parts.matches()) {
      throw new AssertionError("no sample: '" + line + "' (expected: name{labels} value)");
    }
    Map<String, String> labels = new TreeMap<>();
    String rest = parts.group(2) == null ? "" : parts.group(2);
    Matcher label = LABEL.matcher(rest);
    int end = 0;
    while (label.lookingAt()) {
      labels.put(label.group(1), label.group(2));
      end = label.end();
      label.region(end, rest.length());
    }
    if (end != rest.length()) {
      throw new AssertionError("no labels: '" + rest.substring(end) + "' in '" + line + "'");
    }
    return new Sample(parts.group(1), labels, number(parts.group(3)));
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
