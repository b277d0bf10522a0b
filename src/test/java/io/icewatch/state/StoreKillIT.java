package io.icewatch.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.icewatch.model.History;
import io.icewatch.model.TableId;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that saves, again and again; {@code -Dicewatch.kills} says how often. */
class StoreKillIT {
  private static final int KILLS = Integer.getInteger("icewatch.kills", 10);

  @TempDir
  Path directory;

  @Test
  void whatWasDurableOutlivesEveryKillAndTheFileStaysWhole() throws Exception {
    Random random = new Random(KILLS);
    long[] durable = new long[Script.TABLES];
    for (int kill = 0; kill < KILLS; kill++) {
      // Now and then at once: while the file is being made or recovered.
      int acknowledgements = random.nextInt(4) == 0 ? random.nextInt(5) : random.nextInt(500);
      saveUntilKilled(random.nextLong(), acknowledgements, durable);
      if (Files.exists(file())) {
        assertThat(integrity(file())).as("after kill %s", kill).isEqualTo("ok");
      }
      try (Store store = Store.open(file(), new Recorded())) {
        check(kill, store.load(), durable);
      }
    }
    assertThat(durable).as("successes of each table").doesNotContain(0);
  }

  private void check(int kill, Map<TableId, History> loaded, long[] durable) {
    for (int table = 0; table < Script.TABLES; table++) {
      History history = loaded.getOrDefault(Script.table(table), History.none());
      long successes = Script.successes(history);
      assertThat(successes)
          .as("after kill %s: successes of %s", kill, Script.table(table))
          .isBetween(durable[table], durable[table] + 1);
      assertThat(history).isEqualTo(Script.after(successes));
      durable[table] = successes;
    }
  }

  /** Runs the process until so many saves were acknowledged, and takes in those that follow. */
  private void saveUntilKilled(long seed, int acknowledgements, long[] durable)
      throws IOException, InterruptedException {
    Process process = start(seed);
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(lines.readLine()).isEqualTo("up");
      int seen = 0;
      String line = seen < acknowledgements ? lines.readLine() : null;
      while (line != null && ++seen < acknowledgements) {
        acknowledge(line, durable);
        line = lines.readLine();
      }
      if (line != null) {
        acknowledge(line, durable);
        assertThatThrownBy(() -> Store.open(file(), new Recorded()).close())
            .hasMessageContaining("is in use by another process");
      }
      assertThat(process.isAlive()).isTrue();
      // By its handle: Process.destroyForcibly would also close the pipe, with what is still in it.
      process.toHandle().destroyForcibly();
      lines.lines().filter(last -> last.endsWith(";")).forEach(last -> acknowledge(last, durable));
    }
    process.waitFor();
  }

  private static void acknowledge(String line, long[] durable) {
    String[] words = line.replace(";", "").split(" ");
    durable[Integer.parseInt(words[0])] = Long.parseLong(words[1]);
  }

  private Process start(long seed) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Xmx64m",
            // A killed process leaves the native library that its driver unpacked.
            "-Dorg.sqlite.tmpdir=" + directory,
            "-cp",
            System.getProperty("java.class.path"),
            SavingForever.class.getName(),
            file().toString(),
            Long.toString(seed))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String integrity(Path file) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA integrity_check")) {
      return rows.getString(1);
    }
  }

  private Path file() {
    return directory.resolve("icewatch.db");
  }
}
