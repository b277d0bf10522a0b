package io.icewatch.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.AttemptOutcome;
import io.icewatch.model.CallOutcome;
import io.icewatch.model.Decision;
import io.icewatch.model.Finding;
import io.icewatch.model.Pause;
import io.icewatch.model.TableId;
import io.icewatch.model.TriggerAttempt;
import io.icewatch.model.TriggerHistory;
import io.icewatch.model.TriggerMode;
import io.icewatch.model.TriggerOverview;
import io.icewatch.model.TriggerRule;
import io.icewatch.model.TriggerStanding;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TriggerExpositionTest {
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
  private static final TableId ORDERS = new TableId("prod", "orders_OFFLINE");
  private static final TableId CLICKS = new TableId("prod", "clicks_OFFLINE");
  private static final TableId QUIET = new TableId("prod", "quiet_OFFLINE");

  @Test
  void theTextOfASmallFleetIsThis() throws IOException {
    assertThat(text()).isEqualTo(resource("triggers.txt"));
  }

  @Test
  void tablesThatAreDisabledHaveNoSeries() {
    assertThat(text()).doesNotContain("quiet_OFFLINE");
  }

  @Test
  void theReadmeListsEveryTriggerMetric() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    assertThat(Pattern.compile("# TYPE (\\S+)").matcher(text()).results())
        .allSatisfy(type -> assertThat(readme).contains("`" + type.group(1)));
  }

  @Test
  void aPauseWithAnEndIsOverThen() {
    Pause over =
        new Pause(Optional.empty(), "anna", "release", NOW.minusSeconds(60), Optional.of(NOW));
    CollectorRegistry registry = new CollectorRegistry();
    registry.register(new TriggerCollector(
        Map::of,
        () -> new TriggerOverview(TriggerMode.AUTO, List.of(over), 1, Optional.of("disk full")),
        Map::of,
        () -> NOW));
    assertThat(registry.getSampleValue("icewatch_trigger_paused")).isZero();
    assertThat(registry.getSampleValue("icewatch_trigger_journal_up")).isZero();
  }

  @Test
  void aTableThatIsWatchedNoMoreHasNoCountsAndGetsNone() {
    CollectorRegistry registry = new CollectorRegistry();
    Set<TableId> watched = new HashSet<>(Set.of(ORDERS, CLICKS));
    TriggerMetrics metrics = new TriggerMetrics(registry, watched::contains);
    metrics.decided(ORDERS, hold(TriggerRule.COOLDOWN));
    metrics.decided(CLICKS, hold(TriggerRule.COOLDOWN));
    watched.remove(CLICKS);
    metrics.forgetUnwatched();
    metrics.decided(CLICKS, hold(TriggerRule.BEHIND));
    assertThat(Collections.list(registry.metricFamilySamples()).stream()
            .flatMap(family -> family.samples.stream())
            .map(sample -> sample.labelValues.get(1)))
        .isNotEmpty()
        .containsOnly("orders_OFFLINE");
  }

  private static String text() {
    CollectorRegistry registry = new CollectorRegistry();
    TriggerMetrics metrics = new TriggerMetrics(registry);
    Decision behind = new Decision.Trigger(ORDERS, TriggerMode.AUTO, Duration.ofMinutes(40));
    Decision cooling = hold(TriggerRule.COOLDOWN);
    metrics.decided(ORDERS, behind);
    metrics.decided(ORDERS, cooling);
    metrics.decided(ORDERS, cooling);
    metrics.decided(QUIET, hold(TriggerRule.MODE));
    TriggerAttempt attempt = TriggerAttempt.intent(
        1,
        ORDERS,
        NOW,
        new TriggerAttempt.Origin("icewatch", "behind", ""),
        TriggerMode.AUTO,
        new TriggerAttempt.Before(Optional.empty(), Optional.empty(), Optional.empty()));
    metrics.attempted(attempt);
    metrics.called(attempt.called(new CallOutcome.Accepted("triggered")));
    metrics.settled(attempt.settled(AttemptOutcome.FAILED, NOW, "no such column"));
    Map<TableId, TriggerStanding> standings = new LinkedHashMap<>();
    standings.put(ORDERS, standing(ORDERS, TriggerMode.AUTO, cooling, Optional.of(NOW), 3));
    standings.put(
        CLICKS,
        standing(CLICKS, TriggerMode.DRY_RUN, hold(TriggerRule.PAUSE), Optional.empty(), 0));
    standings.put(
        QUIET, standing(QUIET, TriggerMode.DISABLED, hold(TriggerRule.MODE), Optional.empty(), 0));
    Pause pause = new Pause(Optional.of(CLICKS), "anna", "release", NOW, Optional.empty());
    registry.register(new TriggerCollector(
        () -> standings,
        () -> new TriggerOverview(TriggerMode.AUTO, List.of(pause), 19, Optional.empty()),
        () -> Map.of("prod", false),
        () -> NOW));
    return DaemonText.of(registry, Format.TEXT);
  }

  private static Decision hold(TriggerRule rule) {
    return new Decision.Hold(new Finding(rule, false, "?"));
  }

  private static TriggerStanding standing(
      TableId table, TriggerMode mode, Decision decision, Optional<Instant> cooldown, int inVain) {
    return new TriggerStanding(
        table, mode, decision, cooldown, inVain, inVain >= 3, TriggerHistory.none());
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = TriggerExpositionTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
