package io.icewatch.metrics;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** One series of a family, with the parts of its lines that are the same for every table. */
final class Column {
  private final Family family;
  private final int index;
  private final byte[] name;
  private final byte[] rest;

  private Column(Family family, int series) {
    this.family = family;
    index = family.column(series);
    name = family.sampleName().getBytes(StandardCharsets.UTF_8);
    rest = LabelText.rest(family.labels().names(), family.labels().values().get(series));
  }

  /** The columns of a family, in the order they are written. */
  static List<Column> of(Family family) {
    return IntStream.range(0, family.width())
        .mapToObj(series -> new Column(family, series))
        .toList();
  }

  Family family() {
    return family;
  }

  /** Where its value stands in a row. */
  int index() {
    return index;
  }

  /** The sample's name. */
  byte[] name() {
    return name;
  }

  /** Its labels after those of the table, closed, and the blank before the value. */
  byte[] rest() {
    return rest;
  }
}
