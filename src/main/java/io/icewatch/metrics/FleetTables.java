package io.icewatch.metrics;

import io.icewatch.model.TableId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which tables of a fleet have series: one table for each set of label bytes, so that no two lines
 * can name the same series.
 *
 * @param positions of the tables in the snapshot's list
 * @param labels of the same tables
 */
record FleetTables(List<Integer> positions, List<byte[]> labels) {

  /** Of two tables that cannot be told apart by their labels the first is shown. */
  static FleetTables of(List<TableId> ids) {
    List<Integer> positions = new ArrayList<>();
    List<byte[]> labels = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int position = 0; position < ids.size(); position++) {
      byte[] text = LabelText.of(ids.get(position));
      if (seen.add(new String(text, StandardCharsets.UTF_8))) {
        positions.add(position);
        labels.add(text);
      }
    }
    return new FleetTables(positions, labels);
  }
}
