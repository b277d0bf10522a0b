package io.icewatch.state;

import io.icewatch.model.CountChange;
import io.icewatch.model.FinishedRun;
import io.icewatch.model.History;
import io.icewatch.model.RunResult;
import io.icewatch.model.StoreListener;
import io.icewatch.model.TableId;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Saves a second and what opening a large store costs; the argument is a directory to work in. */
public final class StoreBenchmark {
  private static final int TABLES = 10_000;
  private static final int COUNTS = 100;
  private static final long[] SAVED = new long[TABLES];
  private static final Instant EPOCH = Instant.ofEpochMilli(1_767_225_600_000L);

  private StoreBenchmark() {}

  public static void main(String[] args) throws Exception {
    PrintStream out = System.out;
    Path directory = Files.createTempDirectory(Path.of(args[0]), "store-bench");
    Path file = directory.resolve("icewatch.db");
    Silent listener = new Silent();
    try (Store store = Store.open(file, listener)) {
      long began = System.nanoTime();
      save(store, TABLES);
      report(out, "first save of 10,000 tables with 50 runs and 100 counts", began, TABLES);
      for (int together : new int[] {1, 10, 100, 1000, TABLES}) {
        measure(out, store, together);
      }
    }
    out.printf("file: %,d bytes%n", Files.size(file));
    for (int round = 0; round < 3; round++) {
      long began = System.nanoTime();
      Database database = Database.open(file);
      report(out, "open with check and read", began, 1);
      began = System.nanoTime();
      try (var statement = database.connection().createStatement();
          var rows = statement.executeQuery("PRAGMA quick_check(1)")) {
        out.println(rows.getString(1));
      }
      report(out, "of it quick_check", began, 1);
      began = System.nanoTime();
      HistoryReader.read(database.connection());
      report(out, "of it reading", began, 1);
      database.close();
    }
    Files.delete(file);
    Files.delete(directory);
  }

  /** One more run and count change for each of some tables at a time. */
  private static void measure(PrintStream out, Store store, int together) {
    int rounds = Math.max(3, 2000 / together);
    long began = System.nanoTime();
    for (int round = 1; round <= rounds; round++) {
      save(store, together);
    }
    report(out, together + " saves in a transaction", began, (long) rounds * together);
  }

  private static void save(Store store, int tables) {
    List<CompletableFuture<Void>> durable = new ArrayList<>();
    for (int table = 0; table < tables; table++) {
      TableId id = new TableId("prod", "orders_" + table + "_OFFLINE");
      durable.add(store.save(id, history(SAVED[table]++)));
    }
    CompletableFuture.allOf(durable.toArray(CompletableFuture[]::new)).join();
  }

  private static History history(long from) {
    int length = History.RUNS_KEPT;
    List<FinishedRun> runs = new ArrayList<>();
    for (long n = from; n < from + length; n++) {
      runs.add(run(n));
    }
    List<CountChange> counts = new ArrayList<>();
    for (long n = from; n < from + COUNTS; n++) {
      counts.add(new CountChange(EPOCH.plusSeconds(60 * n), n));
    }
    return new History(
        Optional.of(run(from + length)),
        Optional.empty(),
        runs,
        Map.of(RunResult.COMPLETED, from + length),
        counts,
        Optional.empty(),
        0);
  }

  private static FinishedRun run(long number) {
    return new FinishedRun(
        EPOCH.plusSeconds(900 * number),
        Optional.of(EPOCH.plusSeconds(900 * number + 60)),
        RunResult.COMPLETED,
        number,
        number,
        Optional.empty(),
        Optional.of(Long.toString(Long.MAX_VALUE - number)));
  }

  private static void report(PrintStream out, String what, long began, long count) {
    double millis = (System.nanoTime() - began) / 1e6;
    out.printf("%s: %.1f ms, %,.0f a second%n", what, millis, count / millis * 1000);
  }

  private static final class Silent implements StoreListener {
    @Override
    public void wrote() {}

    @Override
    public void failed(String problem) {
      throw new IllegalStateException(problem);
    }
  }
}
