package io.icewatch.assess;

import io.icewatch.model.Answer;
import io.icewatch.model.Assessment;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.Failure;
import io.icewatch.model.History;
import io.icewatch.model.Observation;
import io.icewatch.model.RunResult;
import io.icewatch.model.SnapshotFiles;
import io.icewatch.model.TableId;
import io.icewatch.model.TableSettings;
import io.icewatch.model.WatcherRun;
import io.icewatch.model.WatcherStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A simulated source, watcher and daemon over some hours: polls on cadence, of which some are missed
 * and some fail, and restarts. It keeps what a judge of the daemon's words needs to know.
 */
final class Daemon {
  static final TableSettings SETTINGS = TableSettings.defaults(new TableId("prod", "t_OFFLINE"));
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration TURN = Duration.ofSeconds(15);
  private static final int TURNS = 200;

  private final Random random;
  private final boolean appendOnly;
  private final int failures;
  private final int writes;
  private final Duration skew;
  private int heldAtLastPoll = -1;
  private boolean fellSinceLastPoll;

  final Source source = new Source(START);
  final Watcher watcher;
  final List<Instant> filePolls = new ArrayList<>();
  final Map<Instant, RunResult> runsSeen = new HashMap<>();
  Optional<Source.State> checkpointSeen = Optional.empty();
  Optional<Instant> newestSuccessSeen = Optional.empty();

  /** Whether the counts went down and no poll saw it: from then on they may mislead. */
  boolean fellUnseen;

  Observation seen = Observation.none();
  History history = History.none();
  Assessment assessment = Assessment.none();
  Instant now = START;

  Daemon(long seed, boolean appendOnly, boolean byTime) {
    random = new Random(seed);
    this.appendOnly = appendOnly;
    failures = random.nextInt(4);
    writes = 2 + random.nextInt(60);
    skew = Duration.ofMillis(random.nextInt(120_000) - 60_000);
    watcher = new Watcher(random, source, byTime, skew);
  }

  /** Lives through the hours and shows itself to the judge after each poll. */
  void run(Consumer<Daemon> judge) {
    for (int turn = 0; turn < TURNS; turn++) {
      live(now.plusMillis(1 + random.nextInt(7_000)));
      live(now.plusMillis(8_000 + random.nextInt(6_000)));
      now = now.plus(TURN);
      if (random.nextInt(40) == 0) {
        restart();
      }
      if (random.nextInt(10) >= failures) {
        poll(turn % 4 == 0);
        judge.accept(this);
      }
    }
  }

  private void live(Instant at) {
    watcher.step(at);
    if (random.nextInt(writes) == 0) {
      int before = source.current().files();
      source.write(random, at, appendOnly);
      fellSinceLastPoll |= source.current().files() < before;
    }
  }

  private void restart() {
    seen = Observation.none();
    now = now.plus(TURN.multipliedBy(random.nextInt(8)));
  }

  private void poll(boolean filesDue) {
    seen = seen.withClockSkew(Optional.of(skew.plusMillis(random.nextInt(1_000) - 500)));
    pollStatus();
    pollCheckpoint();
    if (checkpointSeen.isPresent()
        && seen.checkpointFiles().isEmpty()
        && seen.checkpoint().value().orElse(null) instanceof Checkpoint.SnapshotId snapshot) {
      long held = source.state(snapshot.id()).files();
      seen = seen.withFilesAtCheckpoint(answer(new SnapshotFiles(snapshot.id(), held)), now);
    }
    if (filesDue) {
      pollFiles();
    }
    history = Memory.remember(history, seen, now);
    assessment = Assessor.assess(seen, history, SETTINGS, now);
  }

  private void pollStatus() {
    seen = seen.withStatus(answer(watcher.run()), now);
    if (!seen.status().up()) {
      return;
    }
    WatcherRun run = watcher.run();
    Instant start = run.start().orElse(null);
    if (start == null) {
      return;
    }
    runsSeen.put(
        start,
        switch (run.status()) {
          case COMPLETED -> RunResult.COMPLETED;
          case FAILED -> RunResult.FAILED;
          case IDLE, RUNNING -> RunResult.UNSEEN;
        });
    if (run.status() == WatcherStatus.COMPLETED) {
      newestSuccessSeen = run.end();
    }
  }

  private void pollCheckpoint() {
    seen = seen.withCheckpoint(answer(watcher.checkpoint()), now);
    if (seen.checkpoint().up()) {
      checkpointSeen = watcher.ingested();
    }
  }

  private void pollFiles() {
    int held = source.current().files();
    seen = seen.withFiles(answer((long) held), now);
    if (seen.files().up()) {
      filePolls.add(now);
      fellUnseen |= fellSinceLastPoll && held >= heldAtLastPoll;
      fellSinceLastPoll = false;
      heldAtLastPoll = held;
    }
  }

  private <T> Answer<T> answer(T value) {
    return random.nextInt(12) < failures
        ? new Answer.Failed<>(new Failure.TimedOut(Duration.ofSeconds(10), "no answer in 10 s"))
        : new Answer.Observed<>(value, Optional.empty());
  }
}
