package io.icewatch.assess;

import io.icewatch.model.FinishedRun;
import io.icewatch.model.History;
import io.icewatch.model.Observation;
import io.icewatch.model.RunResult;
import io.icewatch.model.WatcherRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a look at the last run adds to the run log. A run is known by its start; each is counted
 * once, under what was first said of its end.
 */
final class Runs {
  private Runs() {}

  static History remember(History before, Observation seen, Instant now) {
    Optional<WatcherRun> last = seen.status().value();
    if (last.isEmpty()) {
      return before;
    }
    WatcherRun run = last.get();
    Instant controllersNow = Clocks.plus(now, seen.clockSkew().orElse(Duration.ZERO));
    return switch (run.status()) {
      case IDLE -> lostSight(before, Optional.empty());
      case RUNNING -> run.start().map(start -> running(before, start)).orElse(before);
      case COMPLETED ->
        run.start()
            .map(start -> ended(before, run, start, RunResult.COMPLETED, controllersNow))
            .orElse(before);
      case FAILED ->
        run.start()
            .map(start -> ended(before, run, start, RunResult.FAILED, controllersNow))
            .orElse(before);
    };
  }

  /** A run that was in flight and is no longer shown ended without being seen to. */
  private static History lostSight(History before, Optional<Instant> shown) {
    if (before.openRun().isEmpty() || before.openRun().equals(shown)) {
      return before;
    }
    History closed = withOpen(before, Optional.empty());
    Instant start = before.openRun().get();
    return logged(before, start).isPresent()
        ? closed
        : append(
            closed,
            new FinishedRun(
                start,
                Optional.empty(),
                RunResult.UNSEEN,
                0,
                0,
                Optional.empty(),
                Optional.empty()));
  }

  private static History running(History before, Instant start) {
    History rest = lostSight(before, Optional.of(start));
    return rest.openRun().isPresent() || logged(rest, start).isPresent()
        ? rest
        : withOpen(rest, Optional.of(start));
  }

  private static History ended(
      History before, WatcherRun run, Instant start, RunResult result, Instant controllersNow) {
    History rest = withOpen(lostSight(before, Optional.of(start)), Optional.empty());
    FinishedRun finished = new FinishedRun(
        start,
        run.end(),
        result,
        run.filesDiscovered(),
        run.segmentsGenerated(),
        run.errorMessage(),
        run.checkpointValue());
    Optional<FinishedRun> known = logged(rest, start);
    if (known.isEmpty()) {
      return succeeded(append(rest, finished), finished, controllersNow);
    }
    return known.get().result() == RunResult.UNSEEN
        ? succeeded(replace(rest, finished), finished, controllersNow)
        : rest;
  }

  private static History succeeded(History before, FinishedRun run, Instant controllersNow) {
    if (run.result() != RunResult.COMPLETED
        || before.lastSuccess().filter(last -> holds(last, run, controllersNow)).isPresent()) {
      return before;
    }
    return new History(
        Optional.of(run),
        before.openRun(),
        before.runs(),
        before.runTotals(),
        before.counts(),
        before.reached(),
        before.checkpointRegressions());
  }

  /** Whether a last success stands against another: it is newer, and not by a clock run ahead. */
  private static boolean holds(FinishedRun last, FinishedRun other, Instant controllersNow) {
    Instant end = last.end().orElse(last.start());
    return end.isAfter(other.end().orElse(other.start()))
        && !end.isAfter(Clocks.plus(controllersNow, Clocks.SLACK));
  }

  private static Optional<FinishedRun> logged(History history, Instant start) {
    return history.runs().stream().filter(run -> run.start().equals(start)).findFirst();
  }

  private static History append(History before, FinishedRun run) {
    List<FinishedRun> runs = new ArrayList<>(before.runs());
    runs.add(run);
    Map<RunResult, Long> totals = new EnumMap<>(RunResult.class);
    totals.putAll(before.runTotals());
    totals.merge(run.result(), 1L, Long::sum);
    return withRuns(
        before, runs.subList(Math.max(0, runs.size() - History.RUNS_KEPT), runs.size()), totals);
  }

  private static History replace(History before, FinishedRun run) {
    List<FinishedRun> runs = new ArrayList<>(before.runs());
    runs.replaceAll(line -> line.start().equals(run.start()) ? run : line);
    return withRuns(before, runs, before.runTotals());
  }

  private static History withRuns(
      History before, List<FinishedRun> runs, Map<RunResult, Long> totals) {
    return new History(
        before.lastSuccess(),
        before.openRun(),
        runs,
        totals,
        before.counts(),
        before.reached(),
        before.checkpointRegressions());
  }

  private static History withOpen(History before, Optional<Instant> open) {
    return before.openRun().equals(open)
        ? before
        : new History(
            before.lastSuccess(),
            open,
            before.runs(),
            before.runTotals(),
            before.counts(),
            before.reached(),
            before.checkpointRegressions());
  }
}
