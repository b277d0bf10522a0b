package io.icewatch.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.Counted;
import io.icewatch.sandbox.RestCatalogServer;
import io.icewatch.sandbox.RestCatalogServer.Served;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests and bytes of a poll; {@code -Dicewatch.snapshots=10000} for longer histories. */
class RestCostTest {
  @TempDir
  private Path directory;

  private static int[] histories() {
    return Arrays.stream(System.getProperty("icewatch.snapshots", "50,500").split(","))
        .mapToInt(Integer::parseInt)
        .toArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rest", "jdbc"})
  void anUnchangedTableCostsOneRequestWithoutABodyAndAChangedOneItsMetadata(String type)
      throws Exception {
    String url = "jdbc:sqlite:" + directory.resolve("catalog.db");
    List<Served> served = new CopyOnWriteArrayList<>();
    try (JdbcCatalog catalog = new JdbcCatalog()) {
      catalog.initialize(
          "lake",
          Map.of(
              "uri", url,
              "warehouse", directory.toUri().toString(),
              "io-impl", WritingFileIO.class.getName()));
      catalog.createNamespace(Namespace.of("sales"));
      try (RestCatalogServer server =
          new RestCatalogServer(catalog, new InetSocketAddress("localhost", 0), served::add)) {
        for (int snapshots : histories()) {
          publish(catalog, snapshots);
          try (IcebergSource source = Shelf.source(
              type.equals("rest")
                  ? Shelf.settings("rest", server.uri().toString(), Optional.empty(), Map.of())
                  : Shelf.settings(
                      "jdbc", url, Optional.of(directory.toUri().toString()), Map.of()))) {
            measure(source, type, snapshots, served);
          }
        }
      }
    }
  }

  private void publish(JdbcCatalog catalog, int snapshots) {
    if (catalog.tableExists(Shelf.ORDERS_ID)) {
      catalog.dropTable(Shelf.ORDERS_ID, false);
    }
    FileIO io = new WritingFileIO();
    String location = directory.resolve("made" + snapshots).toString();
    TableMetadata made = LongHistory.of(location, snapshots);
    TableMetadataParser.overwrite(made, io.newOutputFile(made.metadataFileLocation()));
    catalog.registerTable(Shelf.ORDERS_ID, made.metadataFileLocation());
  }

  private static void measure(
      IcebergSource source, String type, int snapshots, List<Served> served) {
    long checkpoint = LongHistory.id(0);
    CatalogAnswer first = Shelf.ask(source, checkpoint);
    assertThat(Shelf.view(first).position().pending().orElseThrow().files())
        .isEqualTo(Counted.exactly(50L * (snapshots - 1)));
    List<Served> cold = List.copyOf(served);
    served.clear();
    long start = System.nanoTime();
    assertThat(Shelf.ask(source, checkpoint).outcome()).isEqualTo("not_modified");
    long micros = (System.nanoTime() - start) / 1000;
    System.out.println(type + " " + snapshots + " snapshots: changed " + cold + ", unchanged "
        + served + " in " + micros + " us");
    if (type.equals("rest")) {
      assertThat(served).hasSize(1);
      assertThat(served.get(0).status()).isEqualTo(304);
      assertThat(served.get(0).bytes()).isZero();
      assertThat(cold).filteredOn(each -> each.path().contains("/tables/")).hasSize(1);
    }
    served.clear();
  }
}
