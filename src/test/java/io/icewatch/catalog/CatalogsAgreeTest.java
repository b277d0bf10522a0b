package io.icewatch.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.CatalogSettings;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.Counted;
import io.icewatch.model.Position;
import io.icewatch.model.SourceView;
import io.icewatch.sandbox.RestCatalogServer;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same tables through REST over HTTP, JDBC on SQLite and JDBC on H2. */
class CatalogsAgreeTest {
  @TempDir
  private Path directory;

  private JdbcCatalog writer(String url) {
    JdbcCatalog catalog = new JdbcCatalog();
    catalog.initialize(
        "lake",
        Map.of(
            "uri",
            url,
            "warehouse",
            directory.resolve("warehouse").toUri().toString(),
            "jdbc.schema-version",
            "V1",
            "io-impl",
            WritingFileIO.class.getName()));
    return catalog;
  }

  private CatalogSettings jdbc(String url) {
    return Shelf.settings("jdbc", url, Optional.of(directory.toUri().toString()), Map.of());
  }

  private String url(String database) {
    return database.equals("sqlite")
        ? "jdbc:sqlite:" + directory.resolve("catalog.db")
        : "jdbc:h2:" + directory.resolve("h2") + ";AUTO_SERVER=FALSE";
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "h2"})
  void restAndJdbcTellTheSameOfEveryCheckpoint(String database) throws Exception {
    try (JdbcCatalog catalog = writer(url(database));
        RestCatalogServer server =
            new RestCatalogServer(catalog, new InetSocketAddress("localhost", 0), served -> {});
        IcebergSource rest = Shelf.source(
            Shelf.settings("rest", server.uri().toString(), Optional.empty(), Map.of()));
        IcebergSource jdbc = Shelf.source(jdbc(url(database)))) {
      Table table = Shelf.orders(catalog);
      List<Long> checkpoints = new ArrayList<>();
      for (int n = 1; n <= 6; n++) {
        checkpoints.add(Shelf.append(table, n));
      }
      table.manageSnapshots().rollbackTo(checkpoints.get(3)).commit();
      checkpoints.add(Shelf.append(table, 7));
      table.expireSnapshots().expireSnapshotId(checkpoints.get(0)).commit();
      for (long checkpoint : checkpoints) {
        SourceView byRest = Shelf.view(Shelf.ask(rest, checkpoint));
        SourceView byJdbc = Shelf.view(Shelf.ask(jdbc, checkpoint));
        assertThat(byRest).isEqualTo(byJdbc);
      }
      SourceView second = Shelf.view(Shelf.ask(jdbc, checkpoints.get(1)));
      assertThat(second.position()).isInstanceOfSatisfying(Position.Behind.class, behind -> {
        assertThat(behind.waiting().files()).isEqualTo(Counted.exactly(3 + 4 + 7));
        assertThat(behind.waiting().bytes()).isEqualTo(Counted.exactly(14_000));
      });
      assertThat(Shelf.view(Shelf.ask(jdbc, checkpoints.get(0))).position().kind())
          .isEqualTo("behind_checkpoint_expired");
      assertThat(Shelf.view(Shelf.ask(jdbc, checkpoints.get(5))).position())
          .isInstanceOfSatisfying(Position.Diverged.class, diverged -> {
            assertThat(diverged.orphaned()).isEqualTo(Counted.exactly(2));
            assertThat(diverged.commonAncestor()).hasValue(checkpoints.get(3));
          });
    }
  }

  @Test
  void aSummaryThatIsMissingIsMadeUpForByOneManifestList() throws Exception {
    String url = url("sqlite");
    try (JdbcCatalog catalog = writer(url);
        IcebergSource jdbc = Shelf.source(jdbc(url))) {
      Table table = Shelf.orders(catalog);
      long checkpoint = Shelf.append(table, 2);
      Shelf.append(table, 3);
      Summaries.strip(table);
      SourceView view = Shelf.view(Shelf.ask(jdbc, checkpoint));
      assertThat(view.position().pending().orElseThrow().files()).isEqualTo(Counted.exactly(3));
      assertThat(view.headFiles()).hasValue(5);
    }
  }

  @Test
  void aManifestListThatCannotBeReadLeavesBoundsAndNotZero() throws Exception {
    String url = url("sqlite");
    try (JdbcCatalog catalog = writer(url);
        IcebergSource jdbc = Shelf.source(jdbc(url))) {
      Table table = Shelf.orders(catalog);
      long checkpoint = Shelf.append(table, 2);
      Shelf.append(table, 3);
      Summaries.strip(table);
      table.io().deleteFile(table.currentSnapshot().manifestListLocation());
      SourceView view = Shelf.view(Shelf.ask(jdbc, checkpoint));
      assertThat(view.position().pending().orElseThrow().files()).isEqualTo(Counted.atLeast(0));
      assertThat(view.position().pending().orElseThrow().snapshots()).isEqualTo(Counted.exactly(1));
      assertThat(view.headFiles()).isEmpty();
    }
  }

  @Test
  void anUnchangedTableIsNotReadAgainAndAnswersForAnotherCheckpoint() throws Exception {
    String url = url("sqlite");
    try (JdbcCatalog catalog = writer(url);
        IcebergSource jdbc = Shelf.source(jdbc(url))) {
      Table table = Shelf.orders(catalog);
      long first = Shelf.append(table, 1);
      long second = Shelf.append(table, 1);
      assertThat(Shelf.ask(jdbc, first).outcome()).isEqualTo("read");
      assertThat(Shelf.ask(jdbc, first).outcome()).isEqualTo("not_modified");
      CatalogAnswer moved = Shelf.ask(jdbc, second);
      assertThat(moved.outcome()).isEqualTo("not_modified");
      assertThat(Shelf.view(moved).position()).isEqualTo(new Position.Current());
    }
  }

  @Test
  void theReaderNeitherCreatesNorAltersTheCatalogsTables() {
    String url = "jdbc:sqlite:" + directory.resolve("empty.db");
    try (IcebergSource jdbc = Shelf.source(jdbc(url))) {
      CatalogAnswer answer = Shelf.ask(jdbc, 1);
      assertThat(answer).isInstanceOf(CatalogAnswer.CatalogError.class);
      assertThat(answer.message()).contains("no such table");
    }
  }

  @Test
  void aTimestampCheckpointIsPlacedByTime() throws Exception {
    String url = url("sqlite");
    try (JdbcCatalog catalog = writer(url);
        IcebergSource jdbc = Shelf.source(jdbc(url))) {
      Table table = Shelf.orders(catalog);
      Shelf.append(table, 1);
      var at = java.time.Instant.ofEpochMilli(table.currentSnapshot().timestampMillis());
      CatalogAnswer answer =
          jdbc.read(Shelf.ORDERS, new Checkpoint.Timestamp(at), Optional.empty(), Shelf.PATIENCE);
      assertThat(Shelf.view(answer).position()).isEqualTo(new Position.Current());
      answer = jdbc.read(
          Shelf.ORDERS,
          new Checkpoint.Timestamp(at.minusMillis(1)),
          Optional.empty(),
          Shelf.PATIENCE);
      assertThat(Shelf.view(answer).position().pending().orElseThrow().files())
          .isEqualTo(Counted.exactly(1));
    }
  }
}
