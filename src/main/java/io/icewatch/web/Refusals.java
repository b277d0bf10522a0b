package io.icewatch.web;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what the server did not answer as asked; may be told from any thread. */
final class Refusals {
  /** Why. */
  enum Reason {
    /** Too many connections. */
    CONNECTIONS,
    /** A request that did not arrive, or an answer that was not read, in time. */
    SLOW,
    /** More requests than {@code rate_limit} allows. */
    RATE_LIMIT,
    /** Wrong credentials, or none. */
    CREDENTIALS,
    /** Too much under way. */
    BUSY;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Map<Reason, LongAdder> counts = new EnumMap<>(Reason.class);

  Refusals() {
    for (Reason reason : Reason.values()) {
      counts.put(reason, new LongAdder());
    }
  }

  void count(Reason reason) {
    LongAdder count = counts.get(reason);
    if (count != null) {
      count.increment();
    }
  }

  /** So far, by label. */
  Map<String, Long> counted() {
    Map<String, Long> counted = new TreeMap<>();
    counts.forEach((reason, count) -> counted.put(reason.label(), count.sum()));
    return counted;
  }
}
