package io.icewatch.assess;

import static io.icewatch.assess.Story.noonPlus;

import io.icewatch.model.Answer;
import io.icewatch.model.Assessment;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.Counted;
import io.icewatch.model.FinishedRun;
import io.icewatch.model.History;
import io.icewatch.model.Observation;
import io.icewatch.model.Pending;
import io.icewatch.model.Position;
import io.icewatch.model.RunResult;
import io.icewatch.model.SourceCommit;
import io.icewatch.model.SourceTable;
import io.icewatch.model.SourceView;
import io.icewatch.model.SourceViews;
import io.icewatch.model.TableSettings;
import io.icewatch.model.TableState;
import io.icewatch.model.WatcherRun;
import io.icewatch.model.WatcherStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A table whose runs and commits are told one by one, in seconds after noon, and what is made of it.
 */
final class Rounds {
  static final TableSettings SOURCED = new TableSettings(
      Story.SETTINGS.id(),
      Story.SETTINGS.poll(),
      Story.SETTINGS.lag(),
      Story.SETTINGS.runs(),
      Optional.of(new SourceTable("lake", "sales.orders", "main")));

  final List<FinishedRun> runs = new ArrayList<>();
  final List<SourceCommit> commits = new ArrayList<>();
  Optional<WatcherRun> inFlight = Optional.empty();
  Optional<Pending> pending = Optional.empty();
  double ingestedUpTo;

  /** A run every 10 min takes in 60 files in 60 s; a commit a minute brings 3 files. */
  static Rounds steady() {
    Rounds rounds = new Rounds();
    for (int start = 0; start <= 2_400; start += 600) {
      rounds.run(start, start + 60, 60, RunResult.COMPLETED);
    }
    for (int at = 60; at <= 2_700; at += 60) {
      rounds.commit(at, 3);
    }
    rounds.ingestedUpTo = 2_400;
    return rounds;
  }

  Rounds run(double start, double end, long files, RunResult result) {
    runs.add(new FinishedRun(
        moment(start),
        Optional.of(moment(end)),
        result,
        files,
        files,
        Optional.empty(),
        Optional.empty()));
    return this;
  }

  Rounds commit(double at, long files) {
    commits.add(commit(at, "append", Counted.exactly(files)));
    return this;
  }

  static SourceCommit commit(double at, String operation, Counted files) {
    return new SourceCommit(1, moment(at), Optional.of(operation), files, files, files);
  }

  Rounds running(double start, long discovered, long built) {
    inFlight = Optional.of(new WatcherRun(
        WatcherStatus.RUNNING,
        Optional.of(moment(start)),
        Optional.empty(),
        discovered,
        built,
        Optional.empty(),
        Optional.empty()));
    return this;
  }

  static Instant moment(double seconds) {
    return noonPlus(0).plusMillis(Math.round(seconds * 1000));
  }

  /** The catalog's account of the commits so far that were not ingested. */
  Pending waiting(Instant now) {
    List<SourceCommit> after = commits.stream()
        .filter(one -> one.at().isAfter(moment(ingestedUpTo)) && !one.at().isAfter(now))
        .toList();
    List<SourceCommit> data = after.stream()
        .filter(one -> !one.operation().equals(Optional.of("replace")))
        .toList();
    Counted files =
        Counted.exactly(data.stream().mapToLong(one -> one.files().low()).sum());
    return new Pending(
        Counted.exactly(after.size()),
        Counted.exactly(data.size()),
        files,
        files,
        files,
        data.isEmpty()
            ? Optional.empty()
            : Optional.of(Pending.Since.exactly(data.get(0).at())));
  }

  /** How long until it is caught up, as it is said at that second. */
  Optional<Duration> catchUp(double second) {
    return state(second).catchUp(moment(second));
  }

  TableState state(double second) {
    Instant now = moment(second);
    FinishedRun last = runs.get(runs.size() - 1);
    WatcherRun run = inFlight.orElseGet(() -> new WatcherRun(
        last.result() == RunResult.FAILED ? WatcherStatus.FAILED : WatcherStatus.COMPLETED,
        Optional.of(last.start()),
        last.end(),
        last.filesDiscovered(),
        last.segmentsGenerated(),
        Optional.empty(),
        Optional.of("7")));
    Pending waits = pending.orElseGet(() -> waiting(now));
    Position position =
        waits.equals(Pending.none()) ? new Position.Current() : new Position.Behind(waits);
    return state(run, view(position, now), now);
  }

  private TableState state(WatcherRun run, SourceView view, Instant now) {
    Checkpoint checkpoint = new Checkpoint.SnapshotId(7);
    Observation seen = Observation.none()
        .withStatus(new Answer.Observed<>(run, Optional.empty()), now)
        .withCheckpoint(new Answer.Observed<>(checkpoint, Optional.empty()), now)
        .withFiles(new Answer.Observed<>(4L, Optional.empty()), now);
    seen = seen.withSource(seen.source().with(checkpoint, SourceViews.answer(view), now));
    History history = new History(
        Optional.empty(), Optional.empty(), runs, Map.of(), List.of(), Optional.empty(), 0);
    Assessment assessment = Assessor.assess(seen, history, SOURCED, now);
    return new TableState(SOURCED, seen, history, assessment);
  }

  private SourceView view(Position position, Instant now) {
    List<SourceCommit> newestFirst = new ArrayList<>();
    for (int i = commits.size() - 1; i >= 0 && newestFirst.size() < 20; i--) {
      if (!commits.get(i).at().isAfter(now)) {
        newestFirst.add(commits.get(i));
      }
    }
    return new SourceView(
        SourceViews.TABLE,
        position,
        OptionalLong.of(9),
        Optional.of(now),
        Optional.of(now),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty(),
        newestFirst,
        Optional.empty(),
        now);
  }
}
