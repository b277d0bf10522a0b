package io.icewatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.icewatch.sandbox.RecordedRequest;
import io.icewatch.sandbox.Sandbox;
import io.icewatch.sandbox.SandboxSettings;
import io.icewatch.sandbox.SandboxTable;
import io.icewatch.sandbox.Writing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of the acting daemon around its triggers: the sandbox's own log shows no second
 * call inside a cool-down. {@code -Dicewatch.triggerKills=200} for the long run.
 */
class ActingKillIT {
  private static final int KILLS = Integer.getInteger("icewatch.triggerKills", 6);
  private static final Duration COOLDOWN = Duration.ofSeconds(6);

  /** What a request may take from its intent to the log more than the one before it. */
  private static final Duration ON_THE_WAY = Duration.ofSeconds(2);

  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final Duration TRIGGER_DUE = Duration.ofSeconds(12);

  @TempDir
  private Path directory;

  private final Random random = new Random(KILLS);
  private final Set<RecordedRequest> calls = new LinkedHashSet<>();

  @Test
  void noKillMakesASecondCallInsideACooldown()
      throws IOException, InterruptedException, SQLException {
    List<SandboxTable> tables = IntStream.range(0, 4)
        .mapToObj(i -> SandboxTable.named("t" + i + "_OFFLINE")
            .writing(Writing.once(1).then(Duration.ofMillis(800), 1))
            .taking(Duration.ofMillis(50L * i)))
        .toList();
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.of(tables))) {
      Path config = directory.resolve("icewatch.yml");
      Files.writeString(config, configuration(sandbox));
      for (int kill = 0; kill < KILLS; kill++) {
        try (Icewatch daemon = Icewatch.start(directory, "run", "--config", config.toString())) {
          liveForAWhile(daemon);
          daemon.process().destroyForcibly();
          daemon.process().onExit().join();
        }
        calls.addAll(Acted.calls(sandbox));
        for (SandboxTable table : tables) {
          holds(table.name());
        }
      }
      assertThat(calls.stream().map(Acted::table))
          .contains(sandbox.tables().toArray(String[]::new));
    }
    System.out.println(KILLS + " kills, " + calls.size() + " calls, no second inside a cool-down");
  }

  /** Until around the next intent, or for any time. */
  private void liveForAWhile(Icewatch daemon) throws InterruptedException {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(daemon.output()).anyMatch(line -> line.contains("msg=watching")));
    if (random.nextInt(4) > 0) {
      try {
        await()
            .atMost(TRIGGER_DUE)
            .pollInterval(Duration.ofMillis(2))
            .until(() -> daemon.printed("msg=\"(trigger intent)\"").isPresent());
      } catch (ConditionTimeoutException e) {
        // All tables are in a cool-down for longer: killed here, then.
      }
      assertThat(daemon.process().waitFor(random.nextInt(60), TimeUnit.MILLISECONDS))
          .isFalse();
    } else {
      assertThat(daemon.process().waitFor(random.nextInt(6_000), TimeUnit.MILLISECONDS))
          .isFalse();
    }
  }

  private void holds(String table) throws SQLException {
    List<Instant> asked = calls.stream()
        .filter(call -> Acted.table(call).equals(table))
        .map(RecordedRequest::at)
        .sorted()
        .toList();
    List<Instant> intents = intents(table);
    assertThat(asked).as("calls for %s", table).hasSizeLessThanOrEqualTo(intents.size());
    for (int i = 1; i < asked.size(); i++) {
      Instant earlier = asked.get(i - 1);
      Instant later = asked.get(i);
      assertThat(Duration.between(earlier, later))
          .as("from one call for %s to the next", table)
          .isGreaterThan(COOLDOWN.minus(ON_THE_WAY));
      assertThat(intents)
          .as("an intent of %s between %s and %s", table, earlier, later)
          .anyMatch(intent -> intent.isAfter(earlier) && !intent.isAfter(later));
    }
    for (int i = 1; i < intents.size(); i++) {
      // The journal cuts off parts of a millisecond.
      assertThat(intents.get(i))
          .as("intents of %s", table)
          .isAfterOrEqualTo(intents.get(i - 1).plus(COOLDOWN).minusMillis(1));
    }
  }

  private List<Instant> intents(String table) throws SQLException {
    List<Instant> intents = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("icewatch.db"));
        ResultSet rows = connection
            .createStatement()
            .executeQuery("SELECT written_at FROM trigger_attempt WHERE name = '" + table + "'")) {
      while (rows.next()) {
        intents.add(Instant.ofEpochMilli(rows.getLong(1)));
      }
    }
    intents.sort(Comparator.naturalOrder());
    return intents;
  }

  private static String configuration(Sandbox sandbox) {
    StringBuilder text =
        new StringBuilder("""
            web: {listen: 127.0.0.1:0}
            triggerLimits:
              {startupGrace: 0s, attemptsPerHour: 10000, concurrentPerController: 4, brakePercent: 100}
            defaults:
              poll: {interval: 1s, runningInterval: 1s, filesInterval: 1s}
              lag: {warning: 1s, critical: 1h}
              trigger:
                mode: auto
                lag: 2s
                observations: 1
                cooldown: %ds
                maxCooldown: %ds
                maxAttempts: 20
                startWithin: 3s
                scheduleMargin: 0s
                shortCooldown: true
            controllers:
              - name: sandbox
                url: %s
                tables:
            """.formatted(COOLDOWN.toSeconds(), COOLDOWN.toSeconds(), sandbox.url()));
    sandbox
        .tables()
        .forEach(table -> text.append("      - name: ").append(table).append('\n'));
    return text.toString();
  }
}
