package io.icewatch.state;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A map as text: {@code name=value}, a line each, in order; a backslash before what would end one. */
final class Pairs {
  private Pairs() {}

  static String text(SortedMap<String, String> pairs) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> pair : pairs.entrySet()) {
      escape(text, pair.getKey());
      text.append('=');
      escape(text, pair.getValue());
      text.append('\n');
    }
    return text.toString();
  }

  private static void escape(StringBuilder text, String part) {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c == '\\' || c == '\n' || c == '=') {
        text.append('\\');
      }
      text.append(c);
    }
  }

  static SortedMap<String, String> map(String text) {
    SortedMap<String, String> pairs = new TreeMap<>();
    String name = "";
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        part.append(text.charAt(++i));
      } else if (c == '=') {
        name = part.toString();
        part.setLength(0);
      } else if (c == '\n') {
        pairs.put(name, part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    return pairs;
  }
}
