package io.icewatch.cli;

import static io.icewatch.cli.Fleets.NOW;
import static io.icewatch.cli.Fleets.fleet;
import static io.icewatch.cli.Fleets.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Health;
import io.icewatch.model.RunResult;
import io.icewatch.model.Snapshot;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FleetTableTest {
  private static final Snapshot FLEET = fleet(
      table("orders_OFFLINE", Health.OK, Optional.of(Duration.ZERO), RunResult.COMPLETED),
      table("clicks_OFFLINE", Health.BEHIND, Optional.of(Duration.ofSeconds(1392))),
      table("raw_OFFLINE", Health.UNSUPPORTED, Optional.empty(), RunResult.COMPLETED),
      table("users_OFFLINE", Health.UNKNOWN, Optional.empty(), "timed out after 10 s (3 tries)"),
      table("bills_OFFLINE", Health.STUCK, Optional.of(Duration.ofHours(26)), RunResult.COMPLETED));

  @Test
  void theWorstComesFirstAndColumnsAreAligned() {
    assertThat(FleetTable.render(FLEET, NOW, 120, false)).isEqualTo("""
            TABLE                HEALTH          LAG  PENDING  LAST SUCCESS  REASON
            prod/bills_OFFLINE   stuck          1d2h       12     3m12s ago  because of stuck
            prod/users_OFFLINE   unknown           ?        ?             ?  timed out after 10 s (3 tries)
            prod/clicks_OFFLINE  behind       23m12s       12             ?  because of behind
            prod/orders_OFFLINE  ok               0s        0     3m12s ago  because of ok
            prod/raw_OFFLINE     unsupported       -        -     3m12s ago  because of unsupported

            5 tables: 1 ok, 1 behind, 1 stuck, 1 unsupported, 1 unknown; critical
            """);
  }

  @Test
  void reasonsAreCutToTheWidth() {
    assertThat(FleetTable.render(FLEET, NOW, 40, false)).contains("  timed out after 10 s ...\n");
    assertThat(FleetTable.render(FLEET, NOW, 95, false).lines())
        .allMatch(line -> line.length() <= 95);
  }

  @Test
  void coloursDoNotShiftColumnsAndAreAbsentUnlessAskedFor() {
    String coloured = FleetTable.render(FLEET, NOW, 120, true);
    assertThat(coloured).contains("\u001b[31mstuck\u001b[0m", "\u001b[33mbehind", "\u001b[32mok");
    assertThat(coloured.replaceAll("\u001b\\[[0-9]+m", ""))
        .isEqualTo(FleetTable.render(FLEET, NOW, 120, false));
  }

  @Test
  void aReasonCannotWriteToTheTerminal() {
    Snapshot nasty = fleet(
        table("t", Health.FAILED, Optional.empty(), "a\u001b[2Jb\r\nc\u202Ed", RunResult.FAILED));
    assertThat(FleetTable.render(nasty, NOW, 120, false)).contains("a [2Jb c d\n");
  }

  @Test
  void anEmptyFleetSaysSo() {
    assertThat(FleetTable.render(fleet(), NOW, 80, false)).endsWith("\n0 tables; critical\n");
  }
}
