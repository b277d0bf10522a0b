package io.icewatch.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.icewatch.model.Alert;
import io.icewatch.model.AlertDelivery;
import io.icewatch.model.AlertLabels;
import io.icewatch.model.AlertStage;
import io.icewatch.model.JournalException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteAlertJournalTest {
  private static final Instant T = Instant.parse("2026-03-01T12:00:00.123Z");

  @TempDir
  Path directory;

  private static AlertLabels labels(String table) {
    return AlertLabels.of(Map.of("alertname", "PinotIcebergLagHigh", "table", table));
  }

  private static Alert alert(String table, AlertStage stage) {
    return new Alert(
        labels(table),
        new TreeMap<>(Map.of("summary", "It is.", "description", "a=b\nc\\d \u00e4")),
        stage);
  }

  private Store open() throws StoreException {
    return Store.open(directory.resolve("icewatch.db"), new Recorded());
  }

  @Test
  void everyStageOutlivesTheProcess() throws Exception {
    List<Alert> alerts = List.of(
        alert("a=1\n", new AlertStage.Pending(T)),
        alert("b", new AlertStage.Firing(T, T.plusSeconds(1), Optional.empty())),
        alert("c", new AlertStage.Firing(T, T, Optional.of(T.plusSeconds(2)))),
        alert("d", new AlertStage.Resolved(T, T.plusSeconds(3))));
    try (Store store = open()) {
      new SqliteAlertJournal(store).write(alerts, List.of());
    }
    try (Store store = open()) {
      SqliteAlertJournal journal = new SqliteAlertJournal(store);
      assertThat(journal.load().alerts()).containsExactlyInAnyOrderElementsOf(alerts);
      Alert later = alert("b", new AlertStage.Resolved(T, T.plusSeconds(9)));
      journal.write(List.of(later), List.of(labels("c"), labels("d")));
      assertThat(journal.load().alerts()).containsExactlyInAnyOrder(alerts.get(0), later);
    }
  }

  @Test
  void whatAReceiverTookIsKeptForItAlone() throws Exception {
    AlertDelivery fired = new AlertDelivery(labels("a"), T, false, T.plusSeconds(1));
    AlertDelivery over = new AlertDelivery(labels("a"), T, true, T.plusSeconds(2));
    AlertDelivery other = new AlertDelivery(labels("b"), T, false, T);
    try (Store store = open()) {
      SqliteAlertJournal journal = new SqliteAlertJournal(store);
      journal.delivered("pager", List.of(fired, other));
      journal.delivered("pager", List.of(over));
      journal.delivered("tickets", List.of(fired));
      journal.forget("pager", List.of(other.labels()));
    }
    try (Store store = open()) {
      assertThat(new SqliteAlertJournal(store).load().deliveries())
          .isEqualTo(Map.of("pager", List.of(over), "tickets", List.of(fired)));
    }
  }

  @Test
  void aClosedStoreSaysSo() throws Exception {
    Store store = open();
    store.close();
    assertThatThrownBy(() -> new SqliteAlertJournal(store).write(List.of(), List.of()))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("closed");
  }

  @Property
  void anyTextComesBackAsItWas(@ForAll Map<String, String> pairs) {
    TreeMap<String, String> sorted = new TreeMap<>(pairs);
    assertThat(Pairs.map(Pairs.text(sorted))).isEqualTo(sorted);
  }
}
