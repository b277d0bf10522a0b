package io.icewatch.web;

import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The entries of one answer out of many, in an order of their own: what comes or goes meanwhile neither
 * repeats nor hides another. Pure.
 *
 * @param total how many there are in all answers together
 * @param entries of this answer
 * @param next the cursor of the next answer; empty when this is the last
 */
record Listing<T>(long total, List<T> entries, Optional<String> next) {
  /**
   * The first so many in that order.
   *
   * @param after which of them come behind the cursor
   * @param cursor what is to stand in the cursor behind an entry
   */
  static <T> Listing<T> of(
      Stream<T> all,
      Comparator<T> order,
      Predicate<T> after,
      int limit,
      Function<T, List<String>> cursor) {
    long[] total = {0};
    // Holds the first ones, the last of them on top: what is behind it never gets in.
    PriorityQueue<T> first = new PriorityQueue<>(order.reversed());
    all.forEach(entry -> {
      total[0]++;
      if (after.test(entry)) {
        first.add(entry);
        if (first.size() > limit + 1) {
          first.poll();
        }
      }
    });
    List<T> sorted = new ArrayList<>(first);
    sorted.sort(order);
    if (sorted.size() <= limit) {
      return new Listing<>(total[0], Collections.unmodifiableList(sorted), Optional.empty());
    }
    T last = sorted.get(limit - 1);
    return new Listing<>(
        total[0],
        List.copyOf(sorted.subList(0, limit)),
        Optional.of(Query.cursor(cursor.apply(last))));
  }

  JsonArray json(Function<T, ?> one) {
    return new JsonArray(entries.stream().<Object>map(one).toList());
  }
}
