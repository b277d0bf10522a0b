package io.icewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Alert;
import io.icewatch.model.AlertLabels;
import io.icewatch.model.AlertStage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AlertTableTest {
  private static Alert alert(String name, String severity, Map<String, String> subject) {
    Map<String, String> labels = new TreeMap<>(subject);
    labels.put("alertname", name);
    labels.put("severity", severity);
    return new Alert(
        AlertLabels.of(labels),
        new TreeMap<>(Map.of("description", "It is so.")),
        new AlertStage.Pending(Instant.EPOCH));
  }

  @Test
  void whatPagesComesFirst() {
    List<Alert> alerts = List.of(
        alert("IcewatchStoreFailing", "warning", Map.of()),
        alert(
            "PinotIcebergLagHigh",
            "critical",
            Map.of("controller", "prod", "table", "orders_OFFLINE")));
    assertThat(AlertTable.render(alerts)).isEqualTo("""
        critical  PinotIcebergLagHigh prod/orders_OFFLINE  (fires after 2m)
            It is so.
        warning   IcewatchStoreFailing  (fires after 5m)
            It is so.

        2 alerts: 1 critical
        """);
    assertThat(AlertTable.exitCode(alerts)).isEqualTo(2);
  }

  @Test
  void aFleetWithoutTroubleIsSaidToBeSo() {
    assertThat(AlertTable.render(List.of())).isEqualTo("0 alerts: 0 critical\n");
    assertThat(AlertTable.exitCode(List.of())).isZero();
    assertThat(AlertTable.exitCode(List.of(alert("A", "warning", Map.of())))).isEqualTo(1);
  }
}
