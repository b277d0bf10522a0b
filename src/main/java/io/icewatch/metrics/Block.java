package io.icewatch.metrics;

import io.icewatch.model.Checkpoint;
import io.icewatch.model.TableState;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of some 250 tables in columns, and a page of lines for each column.
 *
 * <p>A table is read again when its state is another object than before or something in it has gone
 * stale since. A page is dropped when a value in it differs.
 */
final class Block {
  private static final List<Family> CLOCKED =
      Families.ALL.stream().filter(Family::counting).toList();

  private final byte[][] labels;
  private final @Nullable TableState[] tables;
  private final long[] holdsUntil;

  /** Row after row, to be compared fast. */
  private final double[] rows;

  /** The same column by column, to be written fast. */
  private final double[][] columns;

  private final long[] since;
  private final @Nullable Checkpoint[] checkpoints;
  private final Page[] pages = new Page[Families.COLUMNS];

  /**
   * @param labels of the tables, in the order of their lines
   */
  Block(List<byte[]> labels) {
    int size = labels.size();
    this.labels = labels.toArray(byte[][]::new);
    tables = new TableState[size];
    holdsUntil = new long[size];
    rows = new double[size * Families.COLUMNS];
    columns = new double[Families.COLUMNS][size];
    since = new long[size * Families.CLOCKS];
    checkpoints = new Checkpoint[size];
    Arrays.fill(rows, Double.NaN);
    for (double[] column : columns) {
      Arrays.fill(column, Double.NaN);
    }
    Arrays.fill(since, Row.FIXED);
    Arrays.setAll(pages, column -> new Page());
  }

  int size() {
    return labels.length;
  }

  /** Has every table read again, changed or not. */
  void distrust() {
    Arrays.fill(tables, null);
  }

  /**
   * Takes in the state of a table.
   *
   * @param now to the millisecond
   * @param row to be written over
   */
  // An unchanged table is the same object: this asks the cheap question.
  @SuppressWarnings("ReferenceEquality")
  void refresh(int table, TableState state, Instant now, long nowMillis, Row row) {
    if (tables[table] == state && nowMillis <= holdsUntil[table]) {
      return;
    }
    row.read(state, now);
    takeValues(table, row.values);
    takeClocks(table * Families.CLOCKS, row.since);
    if (!Objects.equals(checkpoints[table], row.checkpoint)) {
      checkpoints[table] = row.checkpoint;
      pages[Families.CHECKPOINT_INFO.column()].drop();
    }
    tables[table] = state;
    holdsUntil[table] = row.holdsUntil;
  }

  private void takeValues(int table, double[] fresh) {
    int first = table * Families.COLUMNS;
    int column = 0;
    while (true) {
      int same =
          Arrays.mismatch(rows, first + column, first + fresh.length, fresh, column, fresh.length);
      if (same < 0) {
        return;
      }
      column += same;
      rows[first + column] = fresh[column];
      columns[column][table] = fresh[column];
      pages[column].drop();
    }
  }

  private void takeClocks(int first, long[] fresh) {
    for (Family family : CLOCKED) {
      int clock = family.clock();
      if (since[first + clock] != fresh[clock]) {
        since[first + clock] = fresh[clock];
        pages[family.column()].drop();
      }
    }
  }

  /** The lines of a column, plain or as a gzip member; empty when no table has a sample there. */
  byte[] page(Column column, boolean compressed, long nowMillis, Text scratch, Gzip gzip) {
    Page page = pages[column.index()];
    byte[] kept = page.kept(compressed, nowMillis);
    if (kept != null) {
      return kept;
    }
    scratch.clear();
    boolean counting = lines(column, nowMillis, scratch);
    return page.keep(scratch, counting, compressed, gzip, nowMillis);
  }

  private boolean lines(Column column, long nowMillis, Text text) {
    int clock = column.family().clock();
    double[] values = columns[column.index()];
    boolean inLabels = column.family().equals(Families.CHECKPOINT_INFO);
    boolean counting = false;
    for (int table = 0; table < labels.length; table++) {
      double value = values[table];
      if (column.family().counting() && since[table * Families.CLOCKS + clock] != Row.FIXED) {
        value = column.family().counted(since[table * Families.CLOCKS + clock], nowMillis);
        counting = true;
      }
      if (!Double.isNaN(value)) {
        Checkpoint checkpoint = inLabels ? checkpoints[table] : null;
        byte[] rest = checkpoint == null ? column.rest() : LabelText.rest(checkpoint);
        text.put(column.name()).put(labels[table]).put(rest).number(value).put('\n');
      }
    }
    return counting;
  }
}
