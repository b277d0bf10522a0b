package io.icewatch.poll;

import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.CheckpointFacts;
import io.icewatch.model.Position;
import io.icewatch.model.SourceCatalog;
import io.icewatch.model.SourceTable;
import io.icewatch.model.SourceViews;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A catalog in memory that answers what it is told to; tables called hang wait for a release. */
final class FakeCatalog implements SourceCatalog {
  /** One question. */
  record Asked(String table, Checkpoint checkpoint, Optional<CheckpointFacts> remembered) {}

  static final Instant COMMIT = Instant.parse("2026-03-01T11:59:00Z");

  final List<Asked> asked = new CopyOnWriteArrayList<>();
  final CountDownLatch release = new CountDownLatch(1);
  volatile CatalogAnswer answer =
      SourceViews.answer(SourceViews.at(new Position.Current(), COMMIT.plusSeconds(60)));

  @Override
  public CatalogAnswer read(
      SourceTable table,
      Checkpoint checkpoint,
      Optional<CheckpointFacts> remembered,
      Duration timeout) {
    asked.add(new Asked(table.table(), checkpoint, remembered));
    if (table.table().contains("hang")) {
      try {
        release.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    if (table.table().contains("broken")) {
      throw new IllegalStateException("a defect of our own");
    }
    return answer;
  }

  @Override
  public void close() {
    release.countDown();
  }
}
