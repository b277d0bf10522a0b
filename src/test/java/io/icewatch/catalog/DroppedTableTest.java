package io.icewatch.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.CheckpointFacts;
import io.icewatch.model.Position;
import io.icewatch.sandbox.RestCatalogServer;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.junit.jupiter.api.Test;

class DroppedTableTest {
  @Test
  void aTableThatIsDroppedAndCreatedWhilePolledIsToldFromTheOldOne() throws Exception {
    try (InMemoryCatalog catalog = new InMemoryCatalog()) {
      catalog.initialize("m", Map.of());
      try (RestCatalogServer server =
              new RestCatalogServer(catalog, new InetSocketAddress("localhost", 0), served -> {});
          IcebergSource rest = Shelf.source(
              Shelf.settings("rest", server.uri().toString(), Optional.empty(), Map.of()))) {
        Table old = Shelf.orders(catalog);
        long checkpoint = Shelf.append(old, 1);
        Optional<CheckpointFacts> facts =
            Shelf.view(Shelf.ask(rest, checkpoint)).checkpoint();
        catalog.dropTable(Shelf.ORDERS_ID);
        assertThat(Shelf.ask(rest, checkpoint)).isInstanceOf(CatalogAnswer.TableMissing.class);
        Table created = Shelf.orders(catalog);
        Shelf.append(created, 1);
        CatalogAnswer answer =
            rest.read(Shelf.ORDERS, new Checkpoint.SnapshotId(checkpoint), facts, Shelf.PATIENCE);
        assertThat(Shelf.view(answer).position())
            .isEqualTo(new Position.TableReplaced(old.uuid(), created.uuid()));
        assertThat(Shelf.view(Shelf.ask(rest, checkpoint)).position())
            .isInstanceOf(Position.Unknown.class);
      }
    }
  }
}
