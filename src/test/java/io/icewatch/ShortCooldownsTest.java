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
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableId;
import io.icewatch.model.TableSettings;
import io.icewatch.model.TableState;
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

class ShortCooldownsTest {
  private static final TableId TABLE = new TableId("prod", "orders_OFFLINE");
  private static final Instant START = Instant.parse("2026-03-02T12:00:00Z");

  @Test
  void aCooldownShorterThanTheLongestRunIsFoundUnlessItIsMeant() {
    History runs = history(Duration.ofMinutes(16), Duration.ofMinutes(3));
    assertThat(found(TriggerMode.AUTO, false, runs))
        .containsExactly(
            new ShortCooldowns.Found(TABLE, Duration.ofMinutes(15), Duration.ofMinutes(16)));
    assertThat(found(TriggerMode.DRY_RUN, false, runs)).hasSize(1);
    assertThat(found(TriggerMode.AUTO, true, runs)).isEmpty();
    assertThat(found(TriggerMode.DISABLED, false, runs)).isEmpty();
  }

  @Test
  void aCooldownAsLongAsTheLongestRunIsFine() {
    assertThat(found(TriggerMode.AUTO, false, history(Duration.ofMinutes(15)))).isEmpty();
    assertThat(found(TriggerMode.AUTO, false, History.none())).isEmpty();
  }

  @Test
  void eachIsToldOnceAndAgainWhenItWasMendedMeanwhileOrIsAnother() {
    ShortCooldowns cooldowns = new ShortCooldowns();
    Snapshot seen = seen(history(Duration.ofMinutes(16)));
    TriggerRules rules = TriggerRules.defaults().withMode(TriggerMode.AUTO);
    Configuration given = configuration(new TableTrigger(rules, false));
    Configuration meant = configuration(new TableTrigger(rules, true));
    Configuration other = configuration(new TableTrigger(
        new TriggerRules(
            rules.mode(),
            rules.lag(),
            rules.observations(),
            Duration.ofMinutes(10),
            rules.maxCooldown(),
            rules.maxAttempts(),
            rules.startWithin(),
            rules.scheduleMargin(),
            rules.windows()),
        false));
    assertThat(cooldowns.news(meant, seen)).isEmpty();
    assertThat(cooldowns.news(given, seen)).hasSize(1);
    assertThat(cooldowns.news(given, seen)).isEmpty();
    assertThat(cooldowns.news(other, seen)).hasSize(1);
    assertThat(cooldowns.news(meant, seen)).isEmpty();
    assertThat(cooldowns.news(other, seen)).hasSize(1);
  }

  private static List<ShortCooldowns.Found> found(
      TriggerMode mode, boolean meant, History history) {
    TableTrigger trigger = new TableTrigger(TriggerRules.defaults().withMode(mode), meant);
    return new ShortCooldowns().news(configuration(trigger), seen(history));
  }

  private static Configuration configuration(TableTrigger trigger) {
    Credentials none = new Credentials.None();
    ControllerConfig controller = new ControllerConfig(
        new ControllerSettings(
            "prod", URI.create("http://localhost"), none, none, ControllerLimits.defaults()),
        List.of(TableSettings.defaults(TABLE)),
        Map.of(TABLE, trigger),
        ZoneOffset.UTC);
    return new Configuration(Listen.defaults(), Path.of("icewatch.db"), false, List.of(controller));
  }

  private static Snapshot seen(History history) {
    return new Snapshot(
        1,
        List.of(TableState.initial(TableSettings.defaults(TABLE), history)),
        List.of(),
        List.of());
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
