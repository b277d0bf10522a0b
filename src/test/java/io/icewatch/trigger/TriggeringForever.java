package io.icewatch.trigger;

import io.icewatch.decide.StateBuilder;
import io.icewatch.model.CallOutcome;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.Decision;
import io.icewatch.model.JournalException;
import io.icewatch.model.Pause;
import io.icewatch.model.Snapshot;
import io.icewatch.model.StoreListener;
import io.icewatch.model.TableId;
import io.icewatch.model.TableState;
import io.icewatch.model.TriggerAttempt;
import io.icewatch.model.TriggerEntry;
import io.icewatch.model.TriggerJournal;
import io.icewatch.model.TriggerLimits;
import io.icewatch.model.TriggerListener;
import io.icewatch.model.TriggerMode;
import io.icewatch.model.TriggerRules;
import io.icewatch.state.SqliteTriggerJournal;
import io.icewatch.state.Store;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process that triggers tables which are always behind until it is killed. It writes a byte to its
 * standard output at each step, so that it can be killed there, and each request that reaches the
 * controller to a file: a line {@code millis table}.
 */
final class TriggeringForever implements TriggerListener, StoreListener {
  static final int TABLES = 8;
  static final Duration COOLDOWN = Duration.ofSeconds(1);

  private final FileOutputStream steps = new FileOutputStream(FileDescriptor.out);
  private final Path requests;
  private final Map<String, List<Instant>> runs = new HashMap<>();

  private TriggeringForever(Path requests) throws IOException {
    this.requests = requests;
    if (Files.exists(requests)) {
      Files.readAllLines(requests).forEach(line -> {
        String[] words = line.split(" ");
        ran(words[1]).add(Instant.ofEpochMilli(Long.parseLong(words[0])));
      });
    }
  }

  public static void main(String[] args) throws Exception {
    TriggeringForever process = new TriggeringForever(Path.of(args[1]));
    Store store = Store.open(Path.of(args[0]), process);
    AutoTrigger trigger = process.trigger(process.stepping(new SqliteTriggerJournal(store)));
    while (true) {
      trigger.turn();
    }
  }

  private AutoTrigger trigger(TriggerJournal journal) throws JournalException {
    Map<TableId, TriggerRules> rules = new HashMap<>();
    tables()
        .forEach(id -> rules.put(
            id,
            new TriggerRules(
                TriggerMode.AUTO,
                Duration.ofMinutes(30),
                1,
                COOLDOWN,
                COOLDOWN,
                20,
                COOLDOWN,
                Duration.ZERO,
                List.of())));
    return new AutoTrigger(
        new Policy(
            TriggerMode.AUTO, new TriggerLimits(Duration.ZERO, 10_000, 1_000, 100, 100), rules),
        new Surroundings(
            () -> new Snapshot(1, tables().stream().map(this::state).toList(), List.of()),
            Map.of("prod", (table, timeout) -> request(table)),
            Runnable::run,
            journal,
            (table, at) -> Optional.empty(),
            () -> true,
            this,
            Instant::now,
            System::nanoTime));
  }

  private static List<TableId> tables() {
    List<TableId> tables = new ArrayList<>();
    for (int i = 0; i < TABLES; i++) {
      tables.add(new TableId("prod", "t" + i + "_OFFLINE"));
    }
    return tables;
  }

  private List<Instant> ran(String table) {
    return runs.computeIfAbsent(table, name -> new ArrayList<>());
  }

  /** Each request but every fourth has started a run that is over and moved the checkpoint. */
  private TableState state(TableId id) {
    List<Instant> starts = ran(id.table());
    StateBuilder state =
        new StateBuilder(id, Instant.now()).behindSince(Instant.now().minusSeconds(3_600));
    int last = starts.size() - 1 - (starts.size() % 4 == 0 ? 1 : 0);
    return last < 0
        ? state.build()
        : state
            .run(StateBuilder.completed(starts.get(last), Integer.toString(last + 2)))
            .checkpoint(new Checkpoint.SnapshotId(last + 2))
            .build();
  }

  private CallOutcome request(String table) {
    step();
    Instant now = Instant.ofEpochMilli(Instant.now().toEpochMilli());
    try {
      Files.writeString(
          requests,
          now.toEpochMilli() + " " + table + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ran(table).add(now);
    step();
    return now.toEpochMilli() % 3 == 0
        ? new CallOutcome.Unknown("lost")
        : new CallOutcome.Accepted("triggered");
  }

  private void step() {
    try {
      steps.write('.');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TriggerJournal stepping(TriggerJournal journal) {
    return new TriggerJournal() {
      @Override
      public Contents load() throws JournalException {
        step();
        return journal.load();
      }

      @Override
      public void write(TriggerEntry entry) throws JournalException {
        step();
        journal.write(entry);
        step();
      }

      @Override
      public void pause(Pause pause) throws JournalException {
        journal.pause(pause);
      }

      @Override
      public void resume(Optional<TableId> table) throws JournalException {
        journal.resume(table);
      }

      @Override
      public Optional<String> problem() {
        return journal.problem();
      }
    };
  }

  @Override
  public void decided(TableId table, Decision decision) {}

  @Override
  public void attempted(TriggerAttempt attempt) {}

  @Override
  public void called(TriggerAttempt attempt) {}

  @Override
  public void settled(TriggerAttempt attempt) {}

  @Override
  public void wrote() {}

  @Override
  public void failed(String problem) {
    throw new AssertionError(problem);
  }
}
