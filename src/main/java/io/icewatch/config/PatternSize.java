package io.icewatch.config;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * About how many instructions a regular expression comes to, found without compiling it: RE2/J
 * writes repetitions out, so that twenty characters can fill any memory.
 *
 * <p>Only characters that repeat, group or hide others are looked at. What is no regular expression
 * has some size too; whether it is one, the compiler says.
 */
final class PatternSize {
  private static final long ENOUGH = 1_000_000_000L;

  private final String pattern;
  private final Deque<Long> groups = new ArrayDeque<>();
  private int at;
  /** Of the group that is open, without its last part. */
  private long sum;
  /** Of what a repetition would repeat. */
  private long last;

  private PatternSize(String pattern) {
    this.pattern = pattern;
  }

  /** The size, a thousand million at most. */
  static long of(String pattern) {
    return new PatternSize(pattern).size();
  }

  private long size() {
    while (at < pattern.length()) {
      switch (pattern.charAt(at)) {
        case '\\' -> escape();
        case '[' -> characters();
        case '(' -> open();
        case ')' -> close();
        case '{' -> repeat();
        default -> part(at + 1);
      }
    }
    while (!groups.isEmpty()) {
      close();
    }
    return Math.min(ENOUGH, sum + last);
  }

  private void part(int end) {
    sum = Math.min(ENOUGH, sum + last);
    last = 1;
    at = end;
  }

  /** An escaped character, a class such as {@code \p{L}}, or everything up to {@code \E}. */
  private void escape() {
    char escaped = at + 1 < pattern.length() ? pattern.charAt(at + 1) : ' ';
    if (escaped == 'Q') {
      int end = pattern.indexOf("\\E", at + 2);
      int next = end < 0 ? pattern.length() : end + 2;
      sum += next - at;
      part(next);
      return;
    }
    boolean braced = "pPx".indexOf(escaped) >= 0 && pattern.startsWith("{", at + 2);
    part(braced ? after('}', at + 2) : at + 2);
  }

  private void characters() {
    int end = at + 1;
    if (pattern.startsWith("^", end)) {
      end++;
    }
    if (pattern.startsWith("]", end)) {
      end++;
    }
    while (end < pattern.length() && pattern.charAt(end) != ']') {
      if (pattern.charAt(end) == '\\') {
        end++;
      } else if (pattern.startsWith("[:", end) && pattern.indexOf(":]", end) > 0) {
        end = pattern.indexOf(":]", end) + 1;
      }
      end++;
    }
    part(end + 1);
  }

  private void open() {
    sum = Math.min(ENOUGH, sum + last);
    groups.push(sum);
    sum = 0;
    last = 0;
    at++;
  }

  private void close() {
    last = Math.min(ENOUGH, sum + last + 2);
    sum = groups.isEmpty() ? 0 : groups.pop();
    at++;
  }

  private void repeat() {
    int end = after('}', at);
    String counts = pattern.substring(at + 1, Math.max(at + 1, end - 1));
    if (!counts.matches("[0-9]{1,4}(,[0-9]{0,4})?")) {
      part(at + 1);
      return;
    }
    String most = counts.substring(counts.indexOf(',') + 1);
    String least = counts.replaceFirst(",.*", "");
    long times = Math.max(1, Integer.parseInt(most.isEmpty() ? least : most));
    last = Math.min(ENOUGH, last * times);
    at = end;
  }

  private int after(char closing, int from) {
    int found = pattern.indexOf(closing, from);
    return found < 0 ? pattern.length() : found + 1;
  }
}
