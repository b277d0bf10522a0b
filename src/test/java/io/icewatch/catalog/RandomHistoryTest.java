package io.icewatch.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.CatalogAuth;
import io.icewatch.model.CatalogSettings;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.CheckpointFacts;
import io.icewatch.model.Position;
import io.icewatch.model.SourceTable;
import io.icewatch.model.SourceView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.junit.jupiter.api.Test;

/**
 * Real tables with random histories: every checkpoint is asked for and held against bookkeeping.
 *
 * <p>{@code -Dicewatch.histories=300} for more of them, {@code -Dicewatch.seed} for others.
 */
class RandomHistoryTest {
  private static final int STEPS = 30;
  private static final int STEPS_BETWEEN_CHECKS = 5;

  private final Map<String, Integer> tally = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();
  private int checks;

  @Test
  void everyPositionAgreesWithWhatWasCommitted() throws Exception {
    int histories = Integer.getInteger("icewatch.histories", 20);
    long seed = Long.getLong("icewatch.seed", 20261122);
    // Iceberg's commits mostly sleep, so many are made at a time.
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int n = 0; n < histories; n++) {
        int number = n;
        done.add(threads.submit(() -> history(number, new Random(seed + number))));
      }
      for (Future<?> each : done) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
    System.out.println("random histories: " + histories + ", checks: " + checks + ", wrong: "
        + wrong.size() + ", " + tally);
    assertThat(wrong).isEmpty();
    assertThat(checks).isGreaterThan(histories * 200);
  }

  private void history(int number, Random random) {
    try (InMemoryCatalog catalog = new InMemoryCatalog()) {
      catalog.initialize("m", Map.of());
      catalog.createNamespace(Namespace.of("db"));
      String name = "h" + number;
      Story story =
          new Story(catalog, TableIdentifier.of("db", "t" + number), 1 + number % 3, random);
      CatalogSettings settings = new CatalogSettings(
          name,
          HandedCatalog.hand(name, story::table),
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          Map.of(),
          new CatalogAuth.None(),
          new CatalogSettings.Limits(1, 1000, Duration.ofSeconds(1), Duration.ofSeconds(1), 1000));
      // Its pace never waits: a clock that leaps.
      AtomicLong nanos = new AtomicLong();
      try (IcebergSource source = new IcebergSource(
          settings,
          InstantSource.fixed(Instant.EPOCH),
          () -> nanos.addAndGet(1_000_000),
          variable -> null)) {
        Witness witness = new Witness(story, source, name);
        for (int step = 1; step <= STEPS; step++) {
          act(story, random);
          if (step % STEPS_BETWEEN_CHECKS == 0) {
            story.retime();
            witness.check();
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void act(Story story, Random random) {
    switch (random.nextInt(40)) {
      case 0, 1, 2, 3, 4, 5, 6 -> story.append(true);
      case 7, 8, 9, 10, 11 -> story.append(false);
      case 12, 13, 14 -> story.rewrite(false);
      case 15, 16 -> story.rewrite(true);
      case 17, 18 -> story.delete();
      case 19, 20 -> story.overwrite();
      case 21, 22 -> story.rowDelta(false);
      case 23, 24 -> story.rowDelta(true);
      case 25, 26 -> story.rollback();
      case 27 -> story.stage();
      case 28 -> story.cherryPick();
      case 29 -> story.branch();
      case 30 -> story.tag();
      case 31, 32, 33 -> story.expire();
      case 34 -> story.nothing();
      case 35, 36 -> story.foreignWriter(false);
      case 37 -> story.foreignWriter(true);
      case 38 -> story.createOrReplace();
      default -> {
        if (random.nextInt(3) == 0) {
          story.dropAndCreate();
        } else {
          story.append(true);
        }
      }
    }
  }

  /** Asks for every checkpoint there ever was, as one who remembers and as one who does not. */
  private final class Witness {
    private final Story story;
    private final IcebergSource source;
    private final SourceTable table;
    private final Map<Long, CheckpointFacts> facts = new HashMap<>();
    private final Set<Long> formerTable = new HashSet<>();
    private Truth truth;

    Witness(Story story, IcebergSource source, String catalog) {
      this.story = story;
      this.source = source;
      this.truth = story.truth;
      this.table = new SourceTable(catalog, "db." + story.id.name(), "main");
    }

    void check() {
      if (truth != story.truth) {
        formerTable.addAll(truth.commits.keySet());
        truth = story.truth;
      }
      for (Truth.Commit commit : List.copyOf(truth.commits.values())) {
        Checkpoint checkpoint = new Checkpoint.SnapshotId(commit.id);
        judge(commit, read(checkpoint, Optional.empty()), false);
        Optional<CheckpointFacts> known = Optional.ofNullable(facts.get(commit.id));
        if (known.isPresent()) {
          judge(commit, read(checkpoint, known), true);
        }
      }
      for (Truth.Commit commit : truth.line()) {
        if (story.table().snapshot(commit.id) != null) {
          SourceView view =
              read(new Checkpoint.Timestamp(Instant.ofEpochMilli(commit.time)), Optional.empty());
          count(commit, view, truth.after(Optional.of(commit)), visible(commit));
        }
      }
      for (long former : formerTable) {
        CheckpointFacts known = facts.get(former);
        if (known != null) {
          Position position =
              read(new Checkpoint.SnapshotId(former), Optional.of(known)).position();
          verdict(position instanceof Position.TableReplaced, "table_replaced", former, position);
        }
      }
    }

    private SourceView read(Checkpoint checkpoint, Optional<CheckpointFacts> known) {
      CatalogAnswer answer = source.read(table, checkpoint, known, Duration.ofSeconds(20));
      assertThat(answer).isInstanceOf(CatalogAnswer.Read.class);
      SourceView view = ((CatalogAnswer.Read) answer).view();
      if (checkpoint instanceof Checkpoint.SnapshotId) {
        view.checkpoint().ifPresent(found -> facts.put(found.snapshotId(), found));
      }
      return view;
    }

    private boolean held(Truth.Commit commit) {
      return story.table().snapshot(commit.id) != null;
    }

    /** Whether the table still holds all of the line after the commit. */
    private boolean visible(Truth.Commit ancestor) {
      return truth.after(Optional.of(ancestor)).stream().allMatch(this::held);
    }

    private void judge(Truth.Commit commit, SourceView view, boolean remembered) {
      Position position = view.position();
      Optional<Truth.Commit> ancestor = truth.commonAncestor(commit);
      boolean onLine = ancestor.isPresent() && ancestor.get() == commit;
      List<Truth.Commit> waiting = truth.after(ancestor);
      String kind = position.kind();
      boolean whole =
          ancestor.isPresent() ? visible(ancestor.get()) : waiting.stream().allMatch(this::held);
      boolean right;
      if (truth.head.isEmpty()) {
        right = kind.equals("empty");
      } else if (onLine && waiting.isEmpty()) {
        right = kind.equals("current");
      } else if (onLine && whole) {
        right = kind.equals(held(commit) ? "behind" : "behind_checkpoint_expired");
      } else if (onLine) {
        right = kind.equals("gap");
      } else if (whole && ancestor.isPresent() && orphansHeld(commit, ancestor.get())) {
        right = position instanceof Position.Diverged diverged
            && diverged.commonAncestor().orElse(0) == ancestor.get().id
            && diverged.orphaned().exact();
      } else if (held(commit) && whole && ancestor.isEmpty()) {
        right = kind.equals("diverged");
      } else if ((remembered || held(commit)) && lineWhole()) {
        right = kind.equals("diverged");
      } else {
        right = Set.of("diverged", "gap", "unknown").contains(kind);
      }
      verdict(
          right,
          kind,
          commit.id,
          position + " waiting " + waiting.size() + " onLine " + onLine + " held " + held(commit)
              + " whole " + whole + " remembered " + remembered);
      boolean exactly = whole
          && (onLine || ancestor.filter(shared -> orphansHeld(commit, shared)).isPresent());
      count(commit, view, waiting, exactly);
    }

    private boolean lineWhole() {
      return truth.line().stream().allMatch(this::held);
    }

    /** Whether the table still holds the way from the checkpoint to the common ancestor. */
    private boolean orphansHeld(Truth.Commit commit, Truth.Commit ancestor) {
      return held(ancestor)
          && Truth.lineOf(Optional.of(commit)).stream()
              .takeWhile(at -> at != ancestor)
              .allMatch(this::held);
    }

    private void count(
        Truth.Commit commit, SourceView view, List<Truth.Commit> waiting, boolean exactly) {
      view.position().pending().ifPresent(pending -> {
        Optional<String> fault = Truth.wrong(pending, waiting);
        boolean unsure = waiting.stream().anyMatch(at -> story.summaryless(at.id));
        if (fault.isEmpty() && exactly && !unsure) {
          fault = Truth.vague(pending, waiting, story::foreign);
        }
        boolean files = view.headFiles().isEmpty()
            || view.headFiles().getAsLong() == truth.live().size();
        boolean checkpointFiles = view.checkpointFiles().isEmpty()
            || view.checkpointFiles().getAsLong() == commit.live.size();
        verdict(
            fault.isEmpty() && files && checkpointFiles,
            "counted",
            commit.id,
            view.position().kind() + ": "
                + fault.orElse("live files " + view.headFiles() + ", "
                    + view.checkpointFiles() + ", truth " + truth.live().size() + ", "
                    + commit.live.size()));
      });
    }

    private void verdict(boolean right, String kind, long id, Object found) {
      synchronized (tally) {
        checks++;
        tally.merge(kind, 1, Integer::sum);
        if (!right) {
          wrong.add(story.id.name() + " v" + story.version + " " + id + ": " + found);
        }
      }
    }
  }
}
