package io.icewatch.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Answer;
import io.icewatch.model.History;
import io.icewatch.model.IngestionTask;
import io.icewatch.model.TableConfig;
import io.icewatch.model.TableId;
import io.icewatch.model.TableSettings;
import io.icewatch.model.TableState;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronSchedulesTest {
  private static final TableId TABLE = new TableId("prod", "orders_OFFLINE");
  private static final TableId BERLIN = new TableId("berlin", "orders_OFFLINE");

  private final Map<TableId, String> expressions = new HashMap<>();
  private final CronSchedules schedules =
      new CronSchedules(Map.of("berlin", ZoneId.of("Europe/Berlin")));

  @ParameterizedTest
  @CsvSource({
    "0 */15 * * * ?,      2026-03-02T12:07:00Z, 2026-03-02T12:00:00Z",
    "0 */15 * * * ?,      2026-03-02T12:08:00Z, 2026-03-02T12:15:00Z",
    "0 */15 * * * ?,      2026-03-02T12:15:00Z, 2026-03-02T12:15:00Z",
    "0 */15 * * * ?,      2026-03-02T12:15:00.400Z, 2026-03-02T12:15:00Z",
    "* * * * * ?,         2026-03-02T12:15:00.600Z, 2026-03-02T12:15:01Z",
    "0 0 4 1 1 ?,         2026-03-02T12:15:00Z, 2026-01-01T04:00:00Z",
    "0 0 4 1 1 ? 2020,    2026-03-02T12:15:00Z,",
    "0 0 4 1 1 ? 2027,    2026-03-02T12:15:00Z, 2027-01-01T04:00:00Z",
    "0 0 4 1 1 ? 2026,    2026-12-02T12:15:00Z, 2026-01-01T04:00:00Z",
  })
  void theNearestFiringMayBePastOrToCome(String expression, Instant now, Instant nearest) {
    expressions.put(TABLE, expression);
    assertThat(nearest(TABLE, now)).isEqualTo(Optional.ofNullable(nearest));
    assertThat(problem(TABLE, now)).isEmpty();
  }

  @Test
  void aScheduleIsMeantInUtcUnlessTheControllerHasAZone() {
    Instant now = Instant.parse("2026-07-01T03:30:00Z");
    expressions.put(TABLE, "0 0 4 * * ?");
    expressions.put(BERLIN, "0 0 4 * * ?");
    assertThat(nearest(TABLE, now)).contains(Instant.parse("2026-07-01T04:00:00Z"));
    assertThat(nearest(BERLIN, now)).contains(Instant.parse("2026-07-01T02:00:00Z"));
  }

  @Test
  void whatIsKnownIsFoundAgainWhenTheClockOrTheExpressionChanges() {
    Instant noon = Instant.parse("2026-03-02T12:00:00Z");
    expressions.put(TABLE, "0 0 * * * ?");
    assertThat(nearest(TABLE, noon.plusSeconds(60))).contains(noon);
    assertThat(nearest(TABLE, noon.plusSeconds(3_500))).contains(noon.plusSeconds(3_600));
    assertThat(nearest(TABLE, noon.plusSeconds(3_700))).contains(noon.plusSeconds(3_600));
    assertThat(nearest(TABLE, noon.minusSeconds(60))).contains(noon);
    expressions.put(TABLE, "0 30 * * * ?");
    assertThat(nearest(TABLE, noon.plusSeconds(1_700))).contains(noon.plusSeconds(1_800));
    expressions.clear();
    assertThat(nearest(TABLE, noon)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"every day", "'* * * * *'", "'0 0 4 * * *'", "''"})
  void whatCannotBeReadIsUnknownAndSaysSo(String expression) {
    Instant now = Instant.parse("2026-03-02T12:00:00Z");
    expressions.put(TABLE, expression);
    assertThat(nearest(TABLE, now)).isEmpty();
    assertThat(problem(TABLE, now).orElseThrow())
        .startsWith("'" + expression + "' (expected: a Quartz cron expression): ");
  }

  @Test
  void theExpressionIsThatOfTheTablesIngestionTask() {
    Instant now = Instant.parse("2026-03-02T12:07:00Z");
    IngestionTask task =
        new IngestionTask(Optional.of("0 */15 * * * ?"), Optional.empty(), Map.of());
    TableState unread = TableState.initial(TableSettings.defaults(TABLE), History.none());
    TableState table = new TableState(
        unread.settings(),
        unread
            .observation()
            .withConfig(
                new Answer.Observed<>(new TableConfig(Optional.of(task)), Optional.empty()), now),
        unread.history(),
        unread.assessment());
    assertThat(schedules.nearest(unread, now)).isEmpty();
    assertThat(schedules.nearest(table, now)).contains(Instant.parse("2026-03-02T12:00:00Z"));
    assertThat(schedules.problem(table, now)).isEmpty();
  }

  private Optional<Instant> nearest(TableId table, Instant now) {
    return schedules.nearest(table, Optional.ofNullable(expressions.get(table)), now);
  }

  private Optional<String> problem(TableId table, Instant now) {
    return schedules.problem(table, Optional.ofNullable(expressions.get(table)), now);
  }
}
