package io.icewatch.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.types.Types;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sandbox's Iceberg catalog: JDBC on one SQLite file, a warehouse beside it. */
final class Lake implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lake.class);

  static final Namespace NAMESPACE = Namespace.of("sandbox");
  static final Schema SCHEMA = new Schema(
      Types.NestedField.required(1, "id", Types.LongType.get()),
      Types.NestedField.required(2, "customer", Types.StringType.get()),
      Types.NestedField.required(3, "amount", Types.DoubleType.get()));

  private static final Map<String, String> TABLE_PROPERTIES = Map.of(
      TableProperties.DEFAULT_FILE_FORMAT, "avro",
      TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED, "true",
      TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, "5");

  private final JdbcCatalog catalog;

  private Lake(JdbcCatalog catalog) {
    this.catalog = catalog;
  }

  /** What a reader of this catalog is configured with. */
  static Map<String, String> properties(Path dir) {
    // One client: SQLite has one writer, and a second one would only find it busy.
    return Map.of(
        CatalogUtil.ICEBERG_CATALOG_TYPE,
        CatalogUtil.ICEBERG_CATALOG_TYPE_JDBC,
        CatalogProperties.URI,
        "jdbc:sqlite:" + dir.resolve("catalog.db") + "?journal_mode=MEMORY&synchronous=OFF",
        CatalogProperties.WAREHOUSE_LOCATION,
        dir.resolve("warehouse").toString(),
        CatalogProperties.FILE_IO_IMPL,
        LocalFileIO.class.getName(),
        CatalogProperties.CLIENT_POOL_SIZE,
        "1",
        "jdbc.schema-version",
        "V1");
  }

  static Lake open(Path dir) {
    JdbcCatalog catalog = new JdbcCatalog();
    catalog.initialize("sandbox", properties(dir));
    catalog.createNamespace(NAMESPACE);
    return new Lake(catalog);
  }

  /** Creates an empty table. */
  static Table create(Catalog catalog, TableIdentifier id) {
    return catalog
        .buildTable(id, SCHEMA)
        .withPartitionSpec(PartitionSpec.unpartitioned())
        .withProperties(TABLE_PROPERTIES)
        .create();
  }

  SourceTable create(String rawName) {
    TableIdentifier id = TableIdentifier.of(NAMESPACE, rawName);
    return new SourceTable(catalog, id, create(catalog, id).uuid());
  }

  /** Drops a table, its files too. */
  void drop(String rawName) {
    catalog.dropTable(TableIdentifier.of(NAMESPACE, rawName), true);
  }

  /** Serves the catalog as a REST catalog on a free port, until that is closed. */
  RestCatalogServer serve() {
    try {
      return new RestCatalogServer(
          catalog,
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0),
          served -> LOG.debug("{} {}: {}", served.method(), served.path(), served.status()));
    } catch (IOException e) {
      throw new IllegalStateException("cannot serve the Iceberg catalog on 127.0.0.1", e);
    }
  }

  @Override
  public void close() {
    catalog.close();
  }
}
