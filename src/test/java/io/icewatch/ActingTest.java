package io.icewatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.config.Configuration;
import io.icewatch.config.ControllerConfig;
import io.icewatch.config.Listen;
import io.icewatch.config.TableTrigger;
import io.icewatch.model.ControllerLimits;
import io.icewatch.model.ControllerSettings;
import io.icewatch.model.Credentials;
import io.icewatch.model.FinishedRun;
import io.icewatch.model.History;
import io.icewatch.model.RunResult;
import io.icewatch.model.TableId;
import io.icewatch.model.TableSettings;
import io.icewatch.model.TriggerMode;
import io.icewatch.model.TriggerRules;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ActingTest {
  private static final TableId TABLE = new TableId("prod", "orders_OFFLINE");
  private static final Instant START = Instant.parse("2026-03-02T12:00:00Z");

  @Test
  void aCooldownShorterThanTheLongestRunIsFoundUnlessItIsMeant() {
    History runs = history(Duration.ofMinutes(16), Duration.ofMinutes(3));
    assertThat(found(TriggerMode.AUTO, false, runs))
        .containsExactly(Map.entry(TABLE, Duration.ofMinutes(16)));
    assertThat(found(TriggerMode.DRY_RUN, false, runs)).hasSize(1);
    assertThat(found(TriggerMode.AUTO, true, runs)).isEmpty();
    assertThat(found(TriggerMode.DISABLED, false, runs)).isEmpty();
  }

  @Test
  void aCooldownAsLongAsTheLongestRunIsFine() {
    assertThat(found(TriggerMode.AUTO, false, history(Duration.ofMinutes(15)))).isEmpty();
    assertThat(found(TriggerMode.AUTO, false, History.none())).isEmpty();
  }

  private static Map<TableId, Duration> found(TriggerMode mode, boolean meant, History history) {
    Credentials none = new Credentials.None();
    ControllerConfig controller = new ControllerConfig(
        new ControllerSettings(
            "prod", URI.create("http://localhost"), none, none, ControllerLimits.defaults()),
        List.of(TableSettings.defaults(TABLE)),
        Map.of(TABLE, new TableTrigger(TriggerRules.defaults().withMode(mode), meant)),
        ZoneOffset.UTC);
    Configuration configuration =
        new Configuration(Listen.defaults(), Path.of("icewatch.db"), false, List.of(controller));
    return Acting.shortCooldowns(configuration, Map.of(TABLE, history));
  }

  private static History history(Duration... runs) {
    return new History(
        Optional.empty(),
        Optional.empty(),
        List.of(runs).stream()
            .map(took -> new FinishedRun(
                START,
                Optional.of(START.plus(took)),
                RunResult.COMPLETED,
                1,
                1,
                Optional.empty(),
                Optional.empty()))
            .toList(),
        Map.of(),
        List.of(),
        Optional.empty(),
        0);
  }
}
