package io.icewatch.catalog;

import io.icewatch.model.CatalogSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.jdbc.JdbcCatalog;

/**
 * Loads a table with a long history in a small heap. Making one takes more memory than reading it, so
 * there are two commands: {@code write DIRECTORY SNAPSHOTS}, and {@code read DIRECTORY SNAPSHOTS} to
 * be run with the heap in question.
 */
public final class HistoryLoad {
  private HistoryLoad() {}

  /** Runs one of the two. */
  public static void main(String[] args) {
    Path directory = Path.of(args[1]);
    int snapshots = Integer.parseInt(args[2]);
    String url = "jdbc:sqlite:" + directory.resolve("catalog.db");
    String warehouse = directory.toUri().toString();
    if (args[0].equals("write")) {
      write(url, warehouse, directory.resolve("orders").toString(), snapshots);
      return;
    }
    CatalogSettings settings = Shelf.settings("jdbc", url, Optional.of(warehouse), Map.of());
    try (IcebergSource source = Shelf.source(settings)) {
      String files = Shelf.view(Shelf.ask(source, LongHistory.id(0)))
          .position()
          .pending()
          .orElseThrow()
          .files()
          .toString();
      System.out.printf(
          "%d snapshots in a heap of %d MB: %s files pending%n",
          snapshots, Runtime.getRuntime().maxMemory() >> 20, files);
    }
  }

  private static void write(String url, String warehouse, String location, int snapshots) {
    try (JdbcCatalog catalog = new JdbcCatalog()) {
      catalog.initialize(
          "lake",
          Map.of("uri", url, "warehouse", warehouse, "io-impl", WritingFileIO.class.getName()));
      catalog.createNamespace(Namespace.of("sales"));
      FileIO io = new WritingFileIO();
      TableMetadata made = LongHistory.of(location, snapshots);
      TableMetadataParser.overwrite(made, io.newOutputFile(made.metadataFileLocation()));
      catalog.registerTable(Shelf.ORDERS_ID, made.metadataFileLocation());
    }
  }
}
