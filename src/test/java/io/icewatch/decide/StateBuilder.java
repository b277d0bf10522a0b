package io.icewatch.decide;

import io.icewatch.model.Answer;
import io.icewatch.model.Assessment;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.Failure;
import io.icewatch.model.FinishedRun;
import io.icewatch.model.Health;
import io.icewatch.model.History;
import io.icewatch.model.Lag;
import io.icewatch.model.LagSource;
import io.icewatch.model.Observation;
import io.icewatch.model.Position;
import io.icewatch.model.RunResult;
import io.icewatch.model.SourceReading;
import io.icewatch.model.SourceSettings;
import io.icewatch.model.SourceTable;
import io.icewatch.model.SourceViews;
import io.icewatch.model.TableId;
import io.icewatch.model.TableSettings;
import io.icewatch.model.TableState;
import io.icewatch.model.WatcherRun;
import io.icewatch.model.WatcherStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the state of a table, in small steps: everything is observed at one moment. */
public final class StateBuilder {
  private final TableSettings settings;
  private final Instant at;
  private Instant filesAt;
  private Instant checkpointAt;
  private Optional<Instant> sourceAt = Optional.empty();
  private Answer<WatcherRun> run = good(WatcherRun.idle());
  private Answer<Checkpoint> checkpoint = good(new Checkpoint.SnapshotId(1));
  private Answer<Long> files = good(10L);
  private Health health = Health.OK;
  private Lag lag = new Lag.CaughtUp();
  private LagSource source = LagSource.OBSERVED;
  private Optional<FinishedRun> lastSuccess = Optional.empty();
  private Optional<Duration> skew = Optional.of(Duration.ZERO);
  private List<FinishedRun> runs = List.of();
  private long regressions;
  private SourceReading catalog = SourceReading.none();
  private Optional<SourceSettings> sourceTable = Optional.empty();

  public StateBuilder(TableId id, Instant at) {
    this.settings = TableSettings.defaults(id);
    this.at = at;
    this.filesAt = at;
    this.checkpointAt = at;
  }

  public StateBuilder behindSince(Instant since) {
    lag = new Lag.Behind(since);
    health = Health.BEHIND;
    return this;
  }

  public StateBuilder lag(Lag other) {
    lag = other;
    return this;
  }

  public StateBuilder health(Health other) {
    health = other;
    return this;
  }

  public StateBuilder source(LagSource other) {
    source = other;
    return this;
  }

  public StateBuilder run(WatcherRun other) {
    run = good(other);
    return this;
  }

  public StateBuilder statusFailed(Failure failure) {
    run = new Answer.Failed<>(failure);
    return this;
  }

  public StateBuilder checkpoint(Checkpoint other) {
    checkpoint = good(other);
    return this;
  }

  public StateBuilder checkpointFailed(Failure failure) {
    checkpoint = new Answer.Failed<>(failure);
    return this;
  }

  public StateBuilder filesFailed(Failure failure) {
    files = new Answer.Failed<>(failure);
    return this;
  }

  /** The checkpoint was last read at another moment. */
  public StateBuilder checkpointAt(Instant other) {
    checkpointAt = other;
    return this;
  }

  /** The file count was last read at another moment. */
  public StateBuilder filesAt(Instant other) {
    filesAt = other;
    return this;
  }

  /** The catalog answered at another moment. */
  public StateBuilder sourceAt(Instant other) {
    sourceAt = Optional.of(other);
    return this;
  }

  public StateBuilder lastSuccess(Instant start, String reached) {
    lastSuccess = Optional.of(new FinishedRun(
        start,
        Optional.of(start.plusSeconds(30)),
        RunResult.COMPLETED,
        1,
        1,
        Optional.empty(),
        Optional.of(reached)));
    return this;
  }

  public StateBuilder skew(Optional<Duration> other) {
    skew = other;
    return this;
  }

  /** The run log, oldest first. */
  public StateBuilder runs(FinishedRun... log) {
    runs = List.of(log);
    return this;
  }

  public StateBuilder regressions(long count) {
    regressions = count;
    return this;
  }

  /** What the catalog {@code lake} said last. */
  public StateBuilder catalog(SourceReading reading) {
    catalog = reading;
    sourceTable = Optional.of(new SourceTable("lake", "sales.orders", SourceTable.MAIN));
    return this;
  }

  public TableState build() {
    Observation seen = Observation.none()
        .withStatus(run, at)
        .withCheckpoint(checkpoint, checkpointAt)
        .withFiles(files, filesAt)
        .withClockSkew(skew)
        .withSource(sourceAt
            .map(read -> SourceReading.none()
                .with(
                    new Checkpoint.SnapshotId(1),
                    SourceViews.answer(SourceViews.at(new Position.Current(), read)),
                    read))
            .orElse(catalog));
    Instant until = at.plus(settings.poll().staleAfter());
    return new TableState(
        new TableSettings(
            settings.id(), settings.poll(), settings.lag(), settings.runs(), sourceTable),
        seen,
        new History(
            lastSuccess,
            Optional.empty(),
            runs,
            Map.of(),
            List.of(),
            Optional.empty(),
            regressions),
        new Assessment(
            health, "as told", lag, source, Optional.empty(), Optional.empty(), until, until));
  }

  public static WatcherRun running(Instant start) {
    return run(WatcherStatus.RUNNING, start, Optional.empty(), Optional.empty());
  }

  public static WatcherRun completed(Instant start, String reached) {
    return run(WatcherStatus.COMPLETED, start, Optional.empty(), Optional.of(reached));
  }

  public static WatcherRun failed(Instant start, String message) {
    return run(WatcherStatus.FAILED, start, Optional.of(message), Optional.empty());
  }

  private static WatcherRun run(
      WatcherStatus status, Instant start, Optional<String> message, Optional<String> reached) {
    Optional<Instant> end =
        status == WatcherStatus.RUNNING ? Optional.empty() : Optional.of(start.plusSeconds(30));
    return new WatcherRun(status, Optional.of(start), end, 5, 3, message, reached);
  }

  private static <T> Answer<T> good(T value) {
    return new Answer.Observed<>(value, Optional.empty());
  }
}
