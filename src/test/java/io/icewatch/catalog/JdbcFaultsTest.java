package io.icewatch.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.Position;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Table;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be wrong behind a JDBC catalog; Iceberg alone would retry each of these for minutes. */
class JdbcFaultsTest {
  @TempDir
  private Path directory;

  private JdbcCatalog catalog;
  private Table table;
  private long checkpoint;
  private IcebergSource source;

  @BeforeEach
  void open() {
    catalog = new JdbcCatalog();
    catalog.initialize(
        "lake",
        Map.of(
            "uri", url(),
            "warehouse", directory.toUri().toString(),
            "io-impl", WritingFileIO.class.getName()));
    table = Shelf.orders(catalog);
    checkpoint = Shelf.append(table, 1);
    source = Shelf.source(
        Shelf.settings("jdbc", url(), Optional.of(directory.toUri().toString()), Map.of()));
  }

  @AfterEach
  void close() {
    source.close();
    catalog.close();
  }

  private String url() {
    return "jdbc:sqlite:" + directory.resolve("catalog.db");
  }

  private Path metadata() {
    return Path.of(URI.create(((BaseTable) table).operations().current().metadataFileLocation())
        .getPath());
  }

  @Test
  void metadataThatAreNoJsonAreMalformedAndReadAgainOnceMended() throws Exception {
    byte[] good = Files.readAllBytes(metadata());
    for (String bad : new String[] {"{\"format-version\":", "<html>", "{\"format-version\":2}"}) {
      Files.writeString(metadata(), bad);
      assertThat(Shelf.ask(source, checkpoint)).isInstanceOf(CatalogAnswer.Malformed.class);
    }
    Files.write(metadata(), good);
    assertThat(Shelf.view(Shelf.ask(source, checkpoint)).position())
        .isEqualTo(new Position.Current());
  }

  @Test
  void metadataThatAreGoneAreACatalogError() throws Exception {
    Files.delete(metadata());
    CatalogAnswer answer = Shelf.ask(source, checkpoint);
    assertThat(answer).isInstanceOf(CatalogAnswer.CatalogError.class);
    assertThat(answer.message()).startsWith("the metadata are gone");
  }

  @Test
  void metadataOnAStorageWithoutItsLibraryNameTheArtefact() throws Exception {
    try (Connection connection = DriverManager.getConnection(url());
        PreparedStatement update =
            connection.prepareStatement("UPDATE iceberg_tables SET metadata_location = ?")) {
      update.setString(1, "s3://bucket/00001-a.metadata.json");
      update.executeUpdate();
    }
    assertThat(Shelf.ask(source, checkpoint))
        .isInstanceOfSatisfying(
            CatalogAnswer.LibraryMissing.class,
            missing ->
                assertThat(missing.artefact()).isEqualTo("org.apache.iceberg:iceberg-aws:1.12.0"));
  }

  @Test
  void aTableThatIsNotThereIsMissing() {
    catalog.dropTable(Shelf.ORDERS_ID, false);
    assertThat(Shelf.ask(source, checkpoint)).isInstanceOf(CatalogAnswer.TableMissing.class);
  }
}
