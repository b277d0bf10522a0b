package io.icewatch.metrics;

import io.icewatch.model.TableId;
import io.icewatch.model.TableState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The table families of a fleet as pages, of which only those with a change are made anew.
 *
 * <p>For one thread at a time.
 */
final class FleetPages {
  /** Tables a block: fewer compress worse, more are made anew for one change. */
  private static final int BLOCK = 250;

  private final Row row = new Row();
  private final Text scratch = new Text(64 * 1024);
  private final Gzip gzip = new Gzip();
  private List<TableId> ids = List.of();
  private int[] positions = {};
  private List<Block> blocks = List.of();
  private long readMillis = Long.MIN_VALUE;

  /**
   * Takes in the fleet.
   *
   * @param now to the millisecond
   */
  void refresh(List<TableState> tables, Instant now) {
    long nowMillis = now.toEpochMilli();
    if (!sameTables(tables)) {
      rebuild(tables);
    }
    if (nowMillis < readMillis) {
      // What had gone stale may be fresh again.
      blocks.forEach(Block::distrust);
    }
    readMillis = nowMillis;
    int next = 0;
    for (Block block : blocks) {
      for (int table = 0; table < block.size(); table++) {
        block.refresh(table, tables.get(positions[next++]), now, nowMillis, row);
      }
    }
  }

  /** Adds the pages of a column as they were at the last refresh, without the empty ones. */
  void addPages(Column column, boolean compressed, List<byte[]> pages) {
    for (Block block : blocks) {
      byte[] page = block.page(column, compressed, readMillis, scratch, gzip);
      if (page.length > 0) {
        pages.add(page);
      }
    }
  }

  private boolean sameTables(List<TableState> tables) {
    if (tables.size() != ids.size()) {
      return false;
    }
    for (int i = 0; i < ids.size(); i++) {
      if (!tables.get(i).id().equals(ids.get(i))) {
        return false;
      }
    }
    return true;
  }

  private void rebuild(List<TableState> tables) {
    ids = tables.stream().map(TableState::id).toList();
    FleetTables shown = FleetTables.of(ids);
    positions = shown.positions().stream().mapToInt(Integer::intValue).toArray();
    List<Block> rebuilt = new ArrayList<>();
    for (int from = 0; from < positions.length; from += BLOCK) {
      rebuilt.add(
          new Block(shown.labels().subList(from, Math.min(from + BLOCK, positions.length))));
    }
    blocks = rebuilt;
  }
}
