package io.icewatch.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code -Dicewatch.tables=1000} for the whole of the promise: 1,000 tables, 1,000,000 snapshots. */
class ChainMemoryTest {
  private static final int SNAPSHOTS = 1000;

  @Test
  void aThousandSnapshotsTakeLessThan64Kilobytes() {
    int tables = Integer.getInteger("icewatch.tables", 50);
    List<Chain> chains = new ArrayList<>();
    chain(0);
    long before = used();
    for (int n = 0; n < tables; n++) {
      chains.add(chain(n));
    }
    long each = (used() - before) / tables;
    System.out.println(tables + " chains of " + SNAPSHOTS + " snapshots: " + each + " bytes each");
    assertThat(chains.get(tables - 1).size()).isEqualTo(SNAPSHOTS);
    assertThat(each).isLessThan(64_000);
  }

  private static Chain chain(int seed) {
    return MetadataReader.chain(LongHistory.of("s3://bucket/t" + seed, SNAPSHOTS), null);
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
