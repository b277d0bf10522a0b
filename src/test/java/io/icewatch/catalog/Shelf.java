package io.icewatch.catalog;

import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.CatalogAuth;
import io.icewatch.model.CatalogSettings;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.SourceTable;
import io.icewatch.model.SourceView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;

/** Tables and settings that the tests of readers share. */
final class Shelf {
  static final Duration PATIENCE = Duration.ofSeconds(20);
  static final SourceTable ORDERS = new SourceTable("lake", "sales.orders", "main");
  static final TableIdentifier ORDERS_ID = TableIdentifier.of("sales", "orders");

  private Shelf() {}

  static CatalogSettings settings(
      String type, String uri, Optional<String> warehouse, Map<String, String> properties) {
    return new CatalogSettings(
        "lake",
        type,
        Optional.of(uri),
        warehouse,
        properties,
        Map.of(),
        new CatalogAuth.None(),
        limits(Duration.ofSeconds(5)));
  }

  static CatalogSettings.Limits limits(Duration readTimeout) {
    return new CatalogSettings.Limits(2, 1000, Duration.ofSeconds(2), readTimeout, 100);
  }

  static CatalogSettings with(CatalogSettings settings, CatalogAuth auth, Duration readTimeout) {
    return new CatalogSettings(
        settings.name(),
        settings.type(),
        settings.uri(),
        settings.warehouse(),
        settings.properties(),
        settings.secrets(),
        auth,
        limits(readTimeout));
  }

  static IcebergSource source(CatalogSettings settings) {
    return new IcebergSource(
        settings, InstantSource.fixed(Instant.EPOCH), System::nanoTime, variable -> null);
  }

  static Table orders(Catalog catalog) {
    SupportsNamespaces namespaces = (SupportsNamespaces) catalog;
    if (!namespaces.namespaceExists(Namespace.of("sales"))) {
      namespaces.createNamespace(Namespace.of("sales"));
    }
    return catalog.createTable(ORDERS_ID, Story.SCHEMA);
  }

  static long append(Table table, int files) {
    var append = table.newFastAppend();
    for (int n = 0; n < files; n++) {
      append.appendFile(file(table, n));
    }
    append.commit();
    return table.currentSnapshot().snapshotId();
  }

  private static DataFile file(Table table, int n) {
    return DataFiles.builder(PartitionSpec.unpartitioned())
        .withPath(table.location() + "/data/" + System.nanoTime() + "-" + n + ".parquet")
        .withFileSizeInBytes(1000)
        .withRecordCount(10)
        .withFormat(FileFormat.PARQUET)
        .build();
  }

  static CatalogAnswer ask(IcebergSource source, long checkpoint) {
    return source.read(ORDERS, new Checkpoint.SnapshotId(checkpoint), Optional.empty(), PATIENCE);
  }

  static SourceView view(CatalogAnswer answer) {
    if (answer instanceof CatalogAnswer.Read read) {
      return read.view();
    }
    throw new AssertionError(answer.outcome() + ": " + answer.message());
  }
}
