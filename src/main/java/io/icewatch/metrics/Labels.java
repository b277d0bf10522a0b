package io.icewatch.metrics;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The labels of a family beyond controller and table, and the values they take.
 *
 * @param names in the order they are written
 * @param values one entry a series: a value for each name
 */
record Labels(List<String> names, List<List<String>> values) {
  Labels {
    names = List.copyOf(names);
    values = values.stream().map(List::copyOf).toList();
    for (List<String> series : values) {
      if (series.size() != names.size()) {
        throw new IllegalArgumentException(
            "values: " + series + " (expected: one for each of " + names + ")");
      }
    }
  }

  /** One series without further labels. */
  static Labels none() {
    return new Labels(List.of(), List.of(List.of()));
  }

  /** One label, one series a value. */
  static Labels of(String name, String... values) {
    return new Labels(List.of(name), Stream.of(values).map(List::of).toList());
  }

  /** One label, one series a constant. */
  static <E extends Enum<E>> Labels of(String name, E[] constants, Function<E, String> label) {
    return of(name, Stream.of(constants).map(label).toArray(String[]::new));
  }

  /** A series for each combination; the second label changes fastest. */
  Labels and(String name, String... more) {
    return new Labels(
        Stream.concat(names.stream(), Stream.of(name)).toList(),
        values.stream()
            .flatMap(series -> Stream.of(more)
                .map(value -> Stream.concat(series.stream(), Stream.of(value)).toList()))
            .toList());
  }
}
