package io.icewatch.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.icewatch.model.JournalException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteKnownTablesTest {
  @TempDir
  Path directory;

  private Store open() throws StoreException {
    return Store.open(directory.resolve("icewatch.db"), new Recorded());
  }

  @Test
  void eachControllersTablesOutliveTheProcess() throws Exception {
    List<String> many =
        IntStream.range(0, 10_000).mapToObj("t%05d_OFFLINE"::formatted).toList();
    try (Store store = open()) {
      SqliteKnownTables known = new SqliteKnownTables(store);
      assertThat(known.load()).isEmpty();
      known.save("prod", List.of("old_OFFLINE"));
      known.save("prod", many);
      known.save("test", List.of("b_OFFLINE", "ä_OFFLINE", "a_OFFLINE"));
    }
    try (Store store = open()) {
      SqliteKnownTables known = new SqliteKnownTables(store);
      assertThat(known.load())
          .isEqualTo(Map.of("prod", many, "test", List.of("a_OFFLINE", "b_OFFLINE", "ä_OFFLINE")));
      known.save("prod", List.of());
      assertThat(known.load()).containsOnlyKeys("test");
    }
  }

  @Test
  void aStoreThatIsClosedSaysSo() throws Exception {
    Store store = open();
    store.close();
    assertThatThrownBy(() -> new SqliteKnownTables(store).save("prod", List.of("a_OFFLINE")))
        .isInstanceOf(JournalException.class);
  }
}
