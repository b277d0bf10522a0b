package io.icewatch.poll;

import io.icewatch.model.Answer;
import io.icewatch.model.Api;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.Controller;
import io.icewatch.model.Endpoint;
import io.icewatch.model.Failure;
import io.icewatch.model.SnapshotFiles;
import io.icewatch.model.TableConfig;
import io.icewatch.model.TableListing;
import io.icewatch.model.WatcherRun;
import io.icewatch.model.WatcherStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A controller in memory with one table, whose questions can be made to fail. */
final class FakeController implements Controller {
  final List<Endpoint> asked = new ArrayList<>();
  final Map<Endpoint, Failure> failures = new EnumMap<>(Endpoint.class);
  final Map<Long, Long> filesBySnapshot = new HashMap<>();
  WatcherRun run = WatcherRun.idle();
  Checkpoint checkpoint = new Checkpoint.None();
  TableConfig config = new TableConfig(Optional.empty());
  long files;
  List<String> listed = List.of();

  static WatcherRun running(Instant start) {
    return new WatcherRun(
        WatcherStatus.RUNNING,
        Optional.of(start),
        Optional.empty(),
        5,
        1,
        Optional.empty(),
        Optional.empty());
  }

  static WatcherRun completed(Instant start, Instant end, long snapshot) {
    return new WatcherRun(
        WatcherStatus.COMPLETED,
        Optional.of(start),
        Optional.of(end),
        5,
        5,
        Optional.empty(),
        Optional.of(Long.toString(snapshot)));
  }

  /** The generation that is spoken, once it has been found out. */
  Optional<Api> spoken = Optional.of(Api.ICEBERG);

  /** The one that answers when it is looked for. */
  Optional<Api> hidden = Optional.empty();

  @Override
  public Api api() {
    return spoken.orElse(Api.ICEBERG);
  }

  @Override
  public Optional<Api> spoken() {
    return spoken;
  }

  @Override
  public Optional<Api> other(Api refused) {
    return hidden;
  }

  @Override
  public synchronized Answer<WatcherRun> status(Api in, String table, Duration timeout) {
    if (hidden.equals(Optional.of(in))) {
      spoken = hidden;
      return answer(Endpoint.STATUS, run);
    }
    if (hidden.isPresent()) {
      asked.add(Endpoint.STATUS);
      return new Answer.Failed<>(new Failure.FeatureAbsent("HTTP 404"));
    }
    return status(table, timeout);
  }

  @Override
  public synchronized Answer<WatcherRun> status(String table, Duration timeout) {
    return answer(Endpoint.STATUS, run);
  }

  @Override
  public synchronized Answer<Checkpoint> checkpoint(String table, Duration timeout) {
    return answer(Endpoint.CHECKPOINT, checkpoint);
  }

  @Override
  public synchronized Answer<Long> files(String table, Duration timeout) {
    return answer(Endpoint.FILES, files);
  }

  @Override
  public synchronized Answer<SnapshotFiles> filesAt(String table, long snapshot, Duration timeout) {
    return answer(
        Endpoint.FILES_AT_CHECKPOINT,
        new SnapshotFiles(snapshot, filesBySnapshot.getOrDefault(snapshot, 0L)));
  }

  @Override
  public synchronized Answer<TableConfig> tableConfig(String table, Duration timeout) {
    return answer(Endpoint.TABLE_CONFIG, config);
  }

  @Override
  public synchronized Answer<TableListing> tables(Duration timeout) {
    return answer(Endpoint.TABLES, TableListing.of(listed));
  }

  /** What has been asked since the last time this was called. */
  synchronized List<Endpoint> takeAsked() {
    List<Endpoint> taken = List.copyOf(asked);
    asked.clear();
    return taken;
  }

  private <T> Answer<T> answer(Endpoint endpoint, T value) {
    asked.add(endpoint);
    Failure failure = failures.get(endpoint);
    return failure == null
        ? new Answer.Observed<>(value, Optional.empty())
        : new Answer.Failed<>(failure);
  }
}
