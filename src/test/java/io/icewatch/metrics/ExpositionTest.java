package io.icewatch.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.ControllerState;
import io.icewatch.model.Position;
import io.icewatch.model.Snapshot;
import io.icewatch.model.SourceReading;
import io.icewatch.model.SourceView;
import io.icewatch.model.SourceViews;
import io.icewatch.model.TableState;
import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ExpositionTest {
  private static final String LAG = "pinot_iceberg_lag_seconds";

  private volatile Instant now = SmallFleet.NOW;
  private volatile List<TableState> tables = List.of(SmallFleet.behind("orders_OFFLINE"));

  private final Exposition exposition =
      new Exposition(this::fleet, () -> now, new CollectorRegistry(), false);

  @Test
  void lagGrowsWithTheClockThoughNothingWasPolled() {
    assertThat(value(LAG)).hasValue(1200.0);
    now = now.plusMillis(1500);
    assertThat(value(LAG)).hasValue(1201.5);
  }

  @Test
  void whatGoesStaleDisappearsThoughNothingWasPolled() {
    assertThat(value("pinot_iceberg_files_pending")).hasValue(12.0);
    now = now.plus(Duration.ofMinutes(5));
    assertThat(value("pinot_iceberg_files_pending")).hasValue(12.0);
    now = now.plusMillis(1);
    assertThat(value("pinot_iceberg_files_pending")).isEmpty();
    assertThat(value(LAG)).isEmpty();
    assertThat(value("pinot_iceberg_last_success_age_seconds")).isPresent();
    assertThat(value("pinot_iceberg_up")).isPresent();
    assertThat(value("pinot_iceberg_observation_timestamp_seconds")).isPresent();
  }

  @Test
  void theExpiryMarginRunsDownWithTheClockAndBelowZero() {
    String margin = "pinot_iceberg_checkpoint_expiry_margin_seconds";
    assertThat(value(margin)).hasValue(3560.0);
    now = now.plusMillis(1500);
    assertThat(value(margin)).hasValue(3558.5);
    SourceView view = SourceViews.at(new Position.Current(), now.minusSeconds(4000));
    asked(new CatalogAnswer.Read(view, true));
    assertThat(value(margin)).hasValue(-400.0);
  }

  @Test
  void whatTheCatalogKnowsInBoundsOnlyIsAbsent() {
    assertThat(value("pinot_iceberg_records_pending")).hasValue(120.0);
    assertThat(value("pinot_iceberg_catalog_files_mismatch")).hasValue(-1.0);
    asked(SourceViews.answer(SourceViews.at(
        new Position.Gap(SourceViews.bounded(3, Optional.empty(), Optional.of(now))),
        OptionalLong.empty(),
        Optional.empty(),
        now)));
    for (String name : List.of(
        "bytes_pending", "records_pending", "snapshots_pending", "catalog_files_mismatch")) {
      assertThat(value("pinot_iceberg_" + name)).as(name).isEmpty();
    }
  }

  @Test
  void whatTheCatalogSaidOfAnotherCheckpointIsAbsent() {
    TableState behind = SmallFleet.behind("orders_OFFLINE");
    tables = List.of(new TableState(
        behind.settings(),
        behind.observation().withCheckpoint(SmallFleet.good(new Checkpoint.SnapshotId(8)), now),
        behind.history(),
        behind.assessment()));
    assertThat(value("pinot_iceberg_bytes_pending")).isEmpty();
    assertThat(value("pinot_iceberg_checkpoint_expiry_margin_seconds")).isEmpty();
  }

  /** The catalog has answered a question about the checkpoint of the one table. */
  private void asked(CatalogAnswer answer) {
    TableState behind = SmallFleet.behind("orders_OFFLINE");
    Checkpoint stands = behind.observation().checkpoint().value().orElseThrow();
    tables = List.of(new TableState(
        behind.settings(),
        behind.observation().withSource(SourceReading.none().with(stands, answer, now)),
        behind.history(),
        behind.assessment()));
  }

  @Test
  void noAgeIsNegativeWhenTheClockGoesBack() {
    assertThat(value(LAG)).hasValue(1200.0);
    now = now.minus(Duration.ofHours(1));
    assertThat(value(LAG)).hasValue(0.0);
    assertThat(value("pinot_iceberg_last_success_age_seconds")).hasValue(0.0);
  }

  @Test
  void whatWasAheadOfAClockSetBackIsShownAgainOnceItIsWithinReach() {
    String files = "pinot_iceberg_files";
    assertThat(value(files)).hasValue(108.0);
    now = SmallFleet.NOW.minus(Duration.ofMinutes(20));
    assertThat(value(files)).isEmpty();
    now = SmallFleet.NOW.minus(Duration.ofMinutes(5));
    assertThat(value(files)).hasValue(108.0);
  }

  @Test
  void aTableThatLeftTheFleetLeavesNoSeries() {
    assertThat(text()).contains("orders_OFFLINE");
    tables = List.of(SmallFleet.running("clicks_OFFLINE"));
    assertThat(text()).contains("clicks_OFFLINE").doesNotContain("orders_OFFLINE");
    tables = List.of();
    assertThat(Parsed.samples(text())).isEmpty();
  }

  @Test
  void theCheckpointStandsInNoLabelUnlessItIsAskedFor() {
    assertThat(text()).doesNotContain("checkpoint_info");
    assertThat(Scrapes.text(new Exposition(this::fleet, () -> now, new CollectorRegistry(), true)
            .render(Format.TEXT, false)))
        .contains("type=\"SNAPSHOT_ID\",value=\"8123456789012345678\"} 1\n");
  }

  @Test
  void whatWasHandedOutStaysAsItWas() {
    Rendered first = exposition.render(Format.TEXT, false);
    byte[] before = Scrapes.bytes(first);
    now = now.plusSeconds(10);
    tables = List.of(SmallFleet.running("clicks_OFFLINE"));
    exposition.render(Format.TEXT, false);
    assertThat(Scrapes.bytes(first)).isEqualTo(before);
  }

  @Test
  void scrapesThatMeetShareOneRendering() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger renderings = new AtomicInteger();
    Exposition slow = new Exposition(
        () -> {
          renderings.incrementAndGet();
          awaited(release);
          return fleet();
        },
        () -> now,
        new CollectorRegistry(),
        false);
    List<Rendered> results = new CopyOnWriteArrayList<>();
    List<Thread> scrapers = IntStream.range(0, 5)
        .mapToObj(i -> new Thread(() -> results.add(slow.render(Format.TEXT, true))))
        .toList();
    scrapers.forEach(Thread::start);
    Awaitility.await()
        .until(
            () -> scrapers.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
    release.countDown();
    for (Thread scraper : scrapers) {
      scraper.join();
    }
    assertThat(renderings).hasValue(1);
    assertThat(results).hasSize(5).allMatch(result -> result == results.get(0));
  }

  @Test
  void aRenderingThatFailsIsSaidAndTheNextOneWorks() {
    AtomicInteger calls = new AtomicInteger();
    Exposition flaky = new Exposition(
        () -> {
          if (calls.getAndIncrement() == 0) {
            throw new IllegalStateException("no snapshot");
          }
          return fleet();
        },
        () -> now,
        new CollectorRegistry(),
        false);
    assertThatThrownBy(() -> flaky.render(Format.TEXT, false)).hasMessageContaining("no snapshot");
    assertThat(Scrapes.text(flaky.render(Format.TEXT, false))).contains("orders_OFFLINE");
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Snapshot fleet() {
    return new Snapshot(1, tables, List.of(ControllerState.initial("prod")));
  }

  private String text() {
    return Scrapes.text(exposition.render(Format.TEXT, false));
  }

  private Optional<Double> value(String name) {
    return Parsed.samples(text()).stream()
        .filter(sample -> sample.name().equals(name))
        .map(Parsed.Sample::value)
        .findFirst();
  }
}
