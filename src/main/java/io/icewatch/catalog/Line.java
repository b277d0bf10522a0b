package io.icewatch.catalog;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A snapshot, its parent, and so on, as far as the table holds them: newest first.
 */
final class Line {
  private final int[] rows;
  private final OptionalLong lostParent;

  private Line(int[] rows, OptionalLong lostParent) {
    this.rows = rows;
    this.lostParent = lostParent;
  }

  /** Walks up from a snapshot; a circle of parents, which no writer makes, ends the walk. */
  static Line from(Chain chain, int head) {
    int[] rows = new int[16];
    int size = 0;
    int row = head;
    while (true) {
      if (size == rows.length) {
        rows = Arrays.copyOf(rows, size * 2);
      }
      rows[size++] = row;
      OptionalInt parent = chain.parent(row);
      if (parent.isEmpty() || size > chain.size()) {
        return new Line(Arrays.copyOf(rows, size), chain.lostParent(row));
      }
      row = parent.getAsInt();
    }
  }

  int size() {
    return rows.length;
  }

  /**
   * The parent of the oldest, which the table no longer holds; empty when the oldest is a root, and
   * so the line is whole.
   */
  OptionalLong lostParent() {
    return lostParent;
  }

  int row(int place) {
    return rows[place];
  }

  int oldest() {
    return rows[rows.length - 1];
  }

  /** How many commits after this one the line holds; empty when it is not on the line. */
  OptionalInt place(int row) {
    for (int place = 0; place < rows.length; place++) {
      if (rows[place] == row) {
        return OptionalInt.of(place);
      }
    }
    return OptionalInt.empty();
  }

  /** For each row of a chain its place on the line, or -1. */
  int[] places(int chainSize) {
    int[] places = new int[chainSize];
    Arrays.fill(places, -1);
    for (int place = 0; place < rows.length; place++) {
      places[rows[place]] = place;
    }
    return places;
  }
}
