package io.icewatch.poll;

import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.CheckpointFacts;
import io.icewatch.model.History;
import io.icewatch.model.Observation;
import io.icewatch.model.Pending;
import io.icewatch.model.PollSettings;
import io.icewatch.model.Reading;
import io.icewatch.model.SourceByTask;
import io.icewatch.model.SourceCatalog;
import io.icewatch.model.SourceReading;
import io.icewatch.model.SourceSettings;
import io.icewatch.model.SourceTable;
import io.icewatch.model.SourceView;
import io.icewatch.model.TableConfig;
import io.icewatch.model.TableState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * One table's questions to its catalog: what is asked, and how soon again.
 *
 * <p>Turns of one table never overlap; which thread runs them does not matter.
 */
final class SourceTurns {
  /** What makes a question due at once when it differs from that of the last question. */
  private record Cause(
      Optional<Checkpoint> checkpoint,
      Optional<Long> files,
      Optional<SourceByTask.Naming> source) {}

  private final TablePoller table;
  private final SourceSettings settings;
  private final SourceCatalog catalog;
  private final CatalogGate gate;
  private final Duration timeout;
  private final InstantSource clock;
  private volatile Cause asked = new Cause(Optional.empty(), Optional.empty(), Optional.empty());
  private volatile boolean retired;
  private int failures;

  SourceTurns(
      TablePoller table,
      SourceSettings settings,
      SourceCatalog catalog,
      CatalogGate gate,
      Duration timeout,
      InstantSource clock) {
    this.table = table;
    this.settings = settings;
    this.catalog = catalog;
    this.gate = gate;
    this.timeout = timeout;
    this.clock = clock;
  }

  /** Ends: what an answer under way brings is not taken in, once this has returned. */
  void retire() {
    retired = true;
    var unused = table.settledState();
  }

  TablePoller table() {
    return table;
  }

  /**
   * Whether the table gives cause for a question now: its checkpoint moved, the controller's count
   * of the source's files did, or its config names another source.
   */
  boolean causedBy(TableState state) {
    Cause now = cause(state.observation());
    return now.checkpoint().isPresent() && now.source().isPresent() && !now.equals(asked);
  }

  private Cause cause(Observation seen) {
    return new Cause(seen.checkpoint().value(), seen.files().value(), source(seen));
  }

  /** Which table it is; empty while the table's config has not been asked for. */
  private Optional<SourceByTask.Naming> source(Observation seen) {
    if (settings instanceof SourceByTask byTask) {
      Optional<SourceByTask.Naming> named = seen.ingestionTask().map(byTask::of);
      return named.or(() -> unread(seen.config()).map(SourceByTask.Unnamed::new));
    }
    return Optional.of(new SourceByTask.Named((SourceTable) settings));
  }

  private static Optional<String> unread(Reading<TableConfig> config) {
    String expected =
        " (expected: its config, to name the source; or catalog.table in the" + " configuration)";
    return config.value().isPresent()
        ? Optional.of("the table has no ingestion task" + expected)
        : config
            .failure()
            .map(why -> "the table's config was not read: " + why.message() + expected);
  }

  /**
   * Asks, and hands the answer over.
   *
   * @return how long after this turn the next one is due; empty while there is no checkpoint to ask
   *     about, or no table to ask for
   * @throws InterruptedException when polling is being stopped
   */
  Optional<Duration> turn() throws InterruptedException {
    TableState state = table.state();
    Observation seen = state.observation();
    Cause cause = cause(seen);
    asked = cause;
    if (cause.checkpoint().isEmpty() || cause.source().isEmpty()) {
      return Optional.empty();
    }
    Checkpoint checkpoint = cause.checkpoint().get();
    if (cause.source().get() instanceof SourceByTask.Unnamed unnamed) {
      CatalogAnswer notAsked = new CatalogAnswer.NotAsked(unnamed.why());
      take(seen.source().with(checkpoint, notAsked, clock.instant()));
      return Optional.empty();
    }
    SourceTable source = ((SourceByTask.Named) cause.source().get()).source();
    Optional<CheckpointFacts> remembered =
        state.history().reached().flatMap(History.Reached::facts);
    CatalogAnswer answer = gate.ask(() -> catalog.read(source, checkpoint, remembered, timeout));
    if (Thread.interrupted()) {
      throw new InterruptedException("catalog: the question was broken off");
    }
    SourceReading reading = seen.source().with(checkpoint, answer, clock.instant());
    failures = reading.up() ? 0 : failures + 1;
    take(reading);
    return Optional.of(interval(reading, state.settings().poll(), clock.instant()));
  }

  private void take(SourceReading reading) throws InterruptedException {
    table.take(reading, () -> !retired);
  }

  private Duration interval(SourceReading reading, PollSettings poll, Instant now) {
    // Not beyond half of staleAfter: what is quiet must not go stale.
    Duration longest = max(poll.interval(), poll.checkpointInterval());
    if (failures > 0) {
      Duration slowed = poll.interval().multipliedBy(1L << Math.min(failures, 16));
      return slowed.compareTo(longest) < 0 ? slowed : longest;
    }
    Optional<SourceView> view = reading.view();
    return RefreshInterval.wanted(
        poll.interval(),
        longest,
        view.map(SourceTurns::waiting).orElse(true),
        view.flatMap(SourceView::headCommittedAt),
        now);
  }

  /** Whether data waits, perhaps; a compaction after the checkpoint is none. */
  private static boolean waiting(SourceView view) {
    return view.position().pending().flatMap(Pending::behindSince).isPresent();
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
