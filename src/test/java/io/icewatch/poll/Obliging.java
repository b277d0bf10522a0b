package io.icewatch.poll;

import io.icewatch.model.Answer;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.Controller;
import io.icewatch.model.ControllerSettings;
import io.icewatch.model.SnapshotFiles;
import io.icewatch.model.TableConfig;
import io.icewatch.model.TableListing;
import io.icewatch.model.WatcherRun;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A controller in memory that answers well about any table, and counts. */
final class Obliging implements Controller {
  final ControllerSettings settings;
  final Map<String, Integer> statuses = new ConcurrentHashMap<>();
  final Map<String, Integer> checkpoints = new ConcurrentHashMap<>();
  final List<String> closed = new CopyOnWriteArrayList<>();

  /** Is told of each question for a status before it is answered. */
  volatile Consumer<String> whenAsked = table -> {};

  volatile long snapshot = 7;

  Obliging(ControllerSettings settings) {
    this.settings = settings;
  }

  @Override
  public Answer<WatcherRun> status(String table, Duration timeout) {
    statuses.merge(table, 1, Integer::sum);
    whenAsked.accept(table);
    return good(WatcherRun.idle());
  }

  @Override
  public Answer<Checkpoint> checkpoint(String table, Duration timeout) {
    checkpoints.merge(table, 1, Integer::sum);
    return good(new Checkpoint.SnapshotId(snapshot));
  }

  @Override
  public Answer<Long> files(String table, Duration timeout) {
    return good(1L);
  }

  @Override
  public Answer<SnapshotFiles> filesAt(String table, long id, Duration timeout) {
    return good(new SnapshotFiles(id, 1));
  }

  @Override
  public Answer<TableConfig> tableConfig(String table, Duration timeout) {
    return good(new TableConfig(Optional.empty()));
  }

  @Override
  public Answer<TableListing> tables(Duration timeout) {
    return good(TableListing.of(List.copyOf(statuses.keySet())));
  }

  @Override
  public void close() {
    closed.add(settings.name());
  }

  private static <T> Answer<T> good(T value) {
    return new Answer.Observed<>(value, Optional.empty());
  }
}
