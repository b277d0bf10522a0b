package io.icewatch.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Checkpoint;
import io.icewatch.model.CheckpointFacts;
import io.icewatch.model.CountChange;
import io.icewatch.model.FinishedRun;
import io.icewatch.model.History;
import io.icewatch.model.RunResult;
import io.icewatch.model.TableId;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {
  private static final TableId ORDERS = new TableId("prod", "orders_OFFLINE");
  private static final TableId CLICKS = new TableId("prod", "clicks_OFFLINE");

  @TempDir
  Path directory;

  @Test
  void aFileOfVersion1IsBroughtUpWithoutLosingAFact() throws Exception {
    Path old = version1("old.db");
    try (Store store = Store.open(old, new Recorded())) {
      assertThat(store.load()).isEqualTo(Map.of(ORDERS, orders(), CLICKS, History.none()));
      History.Reached was = orders().reached().orElseThrow();
      History fallen = new History(
          orders().lastSuccess(),
          Optional.empty(),
          orders().runs(),
          orders().runTotals(),
          orders().counts(),
          Optional.of(new History.Reached(
              was.checkpoint(),
              was.seenAt(),
              was.files(),
              was.behindSince(),
              Optional.of(Instant.ofEpochMilli(1_767_229_500_000L)))),
          2);
      store.save(ORDERS, fallen).join();
      assertThat(store.load().get(ORDERS)).isEqualTo(fallen);
    }
    try (Store store = Store.open(old, new Recorded())) {
      assertThat(store.load().get(ORDERS).reached().orElseThrow().countsFellAt())
          .contains(Instant.ofEpochMilli(1_767_229_500_000L));
    }
    assertThat(number(old, "PRAGMA user_version")).isEqualTo(Schema.VERSION);
  }

  @Test
  void aFileOfVersion3TakesWhatACatalogSaid() throws Exception {
    Path old = version1("old.db");
    try (Connection connection = connect(old)) {
      Schema.migrate(connection, 1, 3);
    }
    History.Reached told = orders()
        .reached()
        .orElseThrow()
        .withFacts(Optional.of(new CheckpointFacts(
            8744736658442914487L,
            new UUID(-1, 1),
            17,
            Instant.ofEpochMilli(1_767_225_640_001L),
            OptionalLong.empty())));
    try (Store store = Store.open(old, new Recorded())) {
      assertThat(store.load().get(ORDERS)).isEqualTo(orders());
      store.save(ORDERS, orders().withReached(told)).join();
    }
    try (Store store = Store.open(old, new Recorded())) {
      assertThat(store.load().get(ORDERS)).isEqualTo(orders().withReached(told));
    }
    assertThat(number(old, "PRAGMA user_version")).isEqualTo(Schema.VERSION);
  }

  @Test
  void aMigratedFileHasTheSchemaOfANewOne() throws Exception {
    Path old = version1("old.db");
    Path fresh = directory.resolve("fresh.db");
    Store.open(old, new Recorded()).close();
    Store.open(fresh, new Recorded()).close();
    assertThat(columns(old)).isEqualTo(columns(fresh)).hasSize(12);
    assertThat(number(fresh, "PRAGMA application_id")).isEqualTo(0x49434557);
    assertThat(number(fresh, "PRAGMA user_version")).isEqualTo(Schema.VERSION);
  }

  @Test
  void everyTableIsStrictSoThatNoNumberBecomesAFloat() throws Exception {
    Path fresh = directory.resolve("fresh.db");
    Store.open(fresh, new Recorded()).close();
    assertThat(number(
            fresh, "SELECT count(*) FROM pragma_table_list WHERE strict AND schema = 'main'"))
        .isEqualTo(12);
    assertThat(number(fresh, "SELECT count(*) FROM sqlite_schema WHERE sql LIKE '%REAL%'"))
        .isZero();
  }

  @Test
  void theFirstStepsMakeTheFileThatVersion1Made() throws Exception {
    Path made = directory.resolve("made.db");
    try (Connection connection = connect(made)) {
      Schema.migrate(connection, 0, 1);
    }
    assertThat(columns(made)).isEqualTo(columns(version1("old.db")));
  }

  private static History orders() {
    FinishedRun success = new FinishedRun(
        Instant.ofEpochMilli(1_767_225_600_000L),
        Optional.of(Instant.ofEpochMilli(1_767_225_660_000L)),
        RunResult.COMPLETED,
        12,
        12,
        Optional.empty(),
        Optional.of("8744736658442914487"));
    FinishedRun failed = new FinishedRun(
        Instant.ofEpochMilli(1_767_222_000_000L),
        Optional.of(Instant.ofEpochMilli(1_767_222_060_000L)),
        RunResult.FAILED,
        3,
        1,
        Optional.of("no space"),
        Optional.empty());
    return new History(
        Optional.of(success),
        Optional.of(Instant.ofEpochMilli(1_767_230_000_000L)),
        List.of(failed, success),
        Map.of(RunResult.COMPLETED, 41L, RunResult.FAILED, 1L),
        List.of(
            new CountChange(Instant.ofEpochMilli(1_767_225_000_000L), 90),
            new CountChange(Instant.ofEpochMilli(1_767_229_000_000L), 102)),
        Optional.of(new History.Reached(
            new Checkpoint.SnapshotId(8744736658442914487L),
            Instant.ofEpochMilli(1_767_225_665_000L),
            Optional.of(90L),
            Optional.of(Instant.ofEpochMilli(1_767_229_000_000L)),
            Optional.empty())),
        2);
  }

  private Path version1(String name) throws Exception {
    Path file = directory.resolve(name);
    try (InputStream in =
            Objects.requireNonNull(SchemaTest.class.getResourceAsStream("version-1.sql"));
        Connection connection = connect(file);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    return file;
  }

  private static Map<String, String> columns(Path file) throws SQLException {
    Map<String, String> columns = new TreeMap<>();
    try (Connection connection = connect(file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(
            "SELECT t.name, group_concat(c.name || ' ' || c.type || ' ' || c.\"notnull\" || ' '"
                + " || c.pk) FROM pragma_table_list t, pragma_table_info(t.name) c"
                + " WHERE t.schema = 'main' AND t.name NOT LIKE 'sqlite_%' GROUP BY t.name")) {
      while (rows.next()) {
        columns.put(rows.getString(1), rows.getString(2));
      }
    }
    return columns;
  }

  private static long number(Path file, String sql) throws SQLException {
    try (Connection connection = connect(file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.getLong(1);
    }
  }

  private static Connection connect(Path file) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }
}
