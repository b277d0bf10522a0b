package io.icewatch.state;

import io.icewatch.model.History;
import io.icewatch.model.StoreListener;
import io.icewatch.model.TableId;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * A process that saves successes until it is killed, and says on its standard output which of them
 * are durable: a line {@code table successes;} each.
 */
final class SavingForever {
  private SavingForever() {}

  public static void main(String[] args) throws Exception {
    try (PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
      out.println("up");
      save(Store.open(Path.of(args[0]), new Deaf()), new Random(Long.parseLong(args[1])), out);
    }
  }

  private static void save(Store store, Random random, PrintStream out) {
    Map<TableId, History> histories = store.load();
    long[] successes = new long[Script.TABLES];
    for (int table = 0; table < Script.TABLES; table++) {
      successes[table] =
          Script.successes(histories.getOrDefault(Script.table(table), History.none()));
    }
    while (true) {
      Map<Integer, CompletableFuture<Void>> inFlight = new LinkedHashMap<>();
      for (int table = 0; table < Script.TABLES; table++) {
        if (random.nextInt(3) == 0) {
          long next = ++successes[table];
          inFlight.put(table, store.save(Script.table(table), Script.after(next)));
        }
      }
      inFlight.forEach((table, durable) -> {
        durable.join();
        out.println(table + " " + successes[table] + ";");
      });
    }
  }

  private static final class Deaf implements StoreListener {
    @Override
    public void wrote() {}

    @Override
    public void failed(String problem) {}
  }
}
