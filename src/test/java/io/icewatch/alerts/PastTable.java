package io.icewatch.alerts;

import io.icewatch.assess.Assessor;
import io.icewatch.assess.Memory;
import io.icewatch.metrics.DaemonMetrics;
import io.icewatch.model.Answer;
import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.Endpoint;
import io.icewatch.model.Failure;
import io.icewatch.model.History;
import io.icewatch.model.Observation;
import io.icewatch.model.Position;
import io.icewatch.model.SnapshotFiles;
import io.icewatch.model.SourceTable;
import io.icewatch.model.SourceViews;
import io.icewatch.model.TableId;
import io.icewatch.model.TableSettings;
import io.icewatch.model.TableState;
import io.icewatch.model.WatcherRun;
import io.icewatch.model.WatcherStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One table of a history: what would be answered about it, and what the daemon makes of that. */
final class PastTable {
  private static final Duration RUN = Duration.ofSeconds(20);

  private final InstantSource clock;
  private final Map<Endpoint, Failure> failures = new EnumMap<>(Endpoint.class);
  private TableSettings settings;
  private TableState state;
  private Observation seen = Observation.none();
  private History history = History.none();
  private WatcherRun run = WatcherRun.idle();
  private Checkpoint checkpoint = new Checkpoint.None();
  private long files = 4;
  private long held = 4;
  private Optional<Function<Instant, CatalogAnswer>> catalog = Optional.empty();
  private boolean gaveUp;

  PastTable(TableId id, InstantSource clock) {
    this.settings = TableSettings.defaults(id);
    this.clock = clock;
    this.state = TableState.initial(settings, history);
  }

  TableState state() {
    return state;
  }

  boolean gaveUp() {
    return gaveUp;
  }

  boolean isRunning() {
    return run.status() == WatcherStatus.RUNNING;
  }

  PastTable commits(long more) {
    files += more;
    return this;
  }

  PastTable begins() {
    run = over(WatcherStatus.RUNNING, clock.instant(), 0, 0);
    return this;
  }

  PastTable completes() {
    return completes(files, files);
  }

  PastTable completes(long discovered, long segments) {
    run = over(WatcherStatus.COMPLETED, start(), discovered, segments);
    checkpoint = new Checkpoint.SnapshotId(clock.instant().getEpochSecond());
    held = files;
    return this;
  }

  /** A run completes without the checkpoint moving. */
  PastTable completesNothing() {
    run = over(WatcherStatus.COMPLETED, start(), 0, 0);
    return this;
  }

  PastTable fails() {
    run = over(WatcherStatus.FAILED, start(), 5, 0);
    return this;
  }

  PastTable reached(Checkpoint other) {
    checkpoint = other;
    return this;
  }

  /** The controller counts so many files more than there are in the checkpoint's snapshot. */
  PastTable miscounts(long more) {
    held += more;
    return this;
  }

  /** The catalog says at each poll where the checkpoint stands. */
  PastTable stands(Function<Instant, Position> position) {
    return catalogSays(now -> SourceViews.answer(SourceViews.at(position.apply(now), now)));
  }

  PastTable catalogSays(Function<Instant, CatalogAnswer> answer) {
    settings = new TableSettings(
        settings.id(),
        settings.poll(),
        settings.lag(),
        settings.runs(),
        Optional.of(new SourceTable("lake", "sales.orders", SourceTable.MAIN)));
    catalog = Optional.of(answer);
    return this;
  }

  /** Those questions bring nothing; all of them when none is named. */
  PastTable silent(Failure failure, Endpoint... questions) {
    for (Endpoint question : questions.length == 0 ? Endpoint.OF_A_TABLE : List.of(questions)) {
      failures.put(question, failure);
    }
    return this;
  }

  PastTable answers() {
    failures.clear();
    return this;
  }

  PastTable gaveUp(boolean other) {
    gaveUp = other;
    return this;
  }

  /** Another daemon takes over, which knows what was stored. */
  void forget() {
    seen = Observation.none();
    state = TableState.initial(settings, history);
  }

  void poll(DaemonMetrics metrics) {
    Instant now = clock.instant();
    seen = seen.withClockSkew(Optional.of(Duration.ZERO))
        .withStatus(ask(Endpoint.STATUS, run, metrics), now)
        .withCheckpoint(ask(Endpoint.CHECKPOINT, checkpoint, metrics), now)
        .withFiles(ask(Endpoint.FILES, files, metrics), now);
    if (checkpoint instanceof Checkpoint.SnapshotId snapshot) {
      SnapshotFiles count = new SnapshotFiles(snapshot.id(), held);
      seen = seen.withFilesAtCheckpoint(ask(Endpoint.FILES_AT_CHECKPOINT, count, metrics), now);
    }
    if (catalog.isPresent() && seen.checkpoint().value().isPresent()) {
      CatalogAnswer answer = catalog.get().apply(now);
      metrics.catalogAnswered("lake", answer, RUN);
      seen = seen.withSource(seen.source().with(seen.checkpoint().value().get(), answer, now));
    }
    history = Memory.remember(history, seen, now);
    state = new TableState(settings, seen, history, Assessor.assess(seen, history, settings, now));
  }

  private <T> Answer<T> ask(Endpoint question, T value, DaemonMetrics metrics) {
    Failure failure = failures.get(question);
    Answer<T> answer = failure == null
        ? new Answer.Observed<>(value, Optional.empty())
        : new Answer.Failed<>(failure);
    metrics.answered(settings.id().controller(), question, answer, RUN);
    return answer;
  }

  private Instant start() {
    return isRunning() ? run.start().orElseThrow() : clock.instant().minus(RUN);
  }

  private WatcherRun over(WatcherStatus status, Instant start, long discovered, long segments) {
    boolean ended = status != WatcherStatus.RUNNING;
    return new WatcherRun(
        status,
        Optional.of(start),
        ended ? Optional.of(clock.instant()) : Optional.empty(),
        discovered,
        segments,
        status == WatcherStatus.FAILED ? Optional.of("disk full") : Optional.empty(),
        Optional.empty());
  }
}
