package io.icewatch.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.StoreListener;
import io.icewatch.model.TriggerAttempt;
import io.icewatch.state.SqliteTriggerJournal;
import io.icewatch.state.Store;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that triggers, at random steps; {@code -Dicewatch.kills} says how often. */
class TriggerKillIT {
  private static final int KILLS = Integer.getInteger("icewatch.kills", 10);

  /** Steps of an attempt: a few for the journal and the call each. */
  private static final int STEPS = 8 * TriggeringForever.TABLES;

  @TempDir
  Path directory;

  @Test
  void everyRequestHasAnIntentOfItsOwnAndKeepsTheCooldown() throws Exception {
    Random random = new Random(KILLS);
    for (int kill = 0; kill < KILLS; kill++) {
      triggerUntilKilled(random.nextInt(2 * STEPS));
    }

    Map<String, List<Instant>> requests = requests();
    Map<String, List<Instant>> intents = intents();
    assertThat(requests).hasSize(TriggeringForever.TABLES);
    assertThat(requests.values().stream().mapToInt(List::size).sum()).isGreaterThan(KILLS);
    requests.forEach((table, times) -> {
      for (Instant time : times) {
        assertThat(intents.get(table)).as(table).anyMatch(intent -> !intent.isAfter(time));
      }
      for (int i = 1; i < times.size(); i++) {
        Instant earlier = times.get(i - 1);
        Instant later = times.get(i);
        assertThat(intents.get(table))
            .as("an intent of %s between %s and %s", table, earlier, later)
            .anyMatch(intent -> intent.isAfter(earlier) && !intent.isAfter(later));
      }
    });
    intents.forEach((table, times) -> {
      for (int i = 1; i < times.size(); i++) {
        // The journal cuts off parts of a millisecond.
        assertThat(times.get(i))
            .as("intents of %s", table)
            .isAfterOrEqualTo(times.get(i - 1).plus(TriggeringForever.COOLDOWN).minusMillis(1));
      }
    });
  }

  private void triggerUntilKilled(int steps) throws Exception {
    Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Xmx64m",
            "-Dorg.sqlite.tmpdir=" + directory,
            "-cp",
            System.getProperty("java.class.path"),
            TriggeringForever.class.getName(),
            directory.resolve("icewatch.db").toString(),
            directory.resolve("requests").toString())
        .redirectError(directory.resolve("log").toFile())
        .start();
    try (InputStream out = process.getInputStream()) {
      for (int step = 0; step < steps && out.read() >= 0; step++) {
        assertThat(step).isLessThan(steps);
      }
      assertThat(process.isAlive())
          .as(Files.readString(directory.resolve("log")))
          .isTrue();
      process.destroyForcibly();
    }
    process.waitFor();
  }

  private Map<String, List<Instant>> requests() throws Exception {
    Map<String, List<Instant>> requests = new HashMap<>();
    for (String line : Files.readAllLines(directory.resolve("requests"))) {
      String[] words = line.split(" ");
      requests
          .computeIfAbsent(words[1], table -> new ArrayList<>())
          .add(Instant.ofEpochMilli(Long.parseLong(words[0])));
    }
    return requests;
  }

  private Map<String, List<Instant>> intents() throws Exception {
    Map<String, List<Instant>> intents = new HashMap<>();
    try (Store store = Store.open(directory.resolve("icewatch.db"), new Deaf())) {
      new SqliteTriggerJournal(store)
          .load().entries().stream()
              .filter(TriggerAttempt.class::isInstance)
              .forEach(entry -> intents
                  .computeIfAbsent(entry.table().table(), table -> new ArrayList<>())
                  .add(entry.at()));
    }
    return intents;
  }

  /** Hears nothing. */
  private static final class Deaf implements StoreListener {
    @Override
    public void wrote() {}

    @Override
    public void failed(String problem) {}
  }
}
