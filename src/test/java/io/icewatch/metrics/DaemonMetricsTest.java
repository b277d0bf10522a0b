package io.icewatch.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Answer;
import io.icewatch.model.BreakerState;
import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.CatalogState;
import io.icewatch.model.ControllerState;
import io.icewatch.model.DiscoveryState;
import io.icewatch.model.Endpoint;
import io.icewatch.model.Failure;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableId;
import io.icewatch.model.TableListing;
import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DaemonMetricsTest {
  private static final String[] STATUS = {"controller", "endpoint"};
  private static final String[] ERRORS = {"controller", "endpoint", "reason"};

  private final CollectorRegistry registry = new CollectorRegistry();
  private final DaemonMetrics metrics = new DaemonMetrics(registry, "1.2.3", "17.0.1");

  @Test
  void anAnswerIsARequestWithADuration() {
    metrics.answered("prod", Endpoint.STATUS, SmallFleet.good(1), Duration.ofMillis(250));
    assertThat(value("icewatch_controller_requests_total", STATUS, "prod", "status"))
        .isEqualTo(1);
    assertThat(value("icewatch_poll_duration_seconds_count", STATUS, "prod", "status"))
        .isEqualTo(1);
    assertThat(value("icewatch_poll_duration_seconds_sum", STATUS, "prod", "status"))
        .isEqualTo(0.25);
  }

  @Test
  void aFailureIsARequestAndAnErrorWithItsReason() {
    metrics.answered("prod", Endpoint.FILES, failed(new Failure.Denied(403, "no")), Duration.ZERO);
    assertThat(value("icewatch_poll_errors_total", ERRORS, "prod", "files", "denied"))
        .isEqualTo(1);
    assertThat(value("icewatch_controller_requests_total", STATUS, "prod", "files"))
        .isEqualTo(1);
  }

  @Test
  void aQuestionThatWasNotAskedIsNeitherARequestNorADuration() {
    metrics.answered("prod", Endpoint.FILES, failed(new Failure.NotAsked("open")), Duration.ZERO);
    assertThat(value("icewatch_poll_errors_total", ERRORS, "prod", "files", "not_asked"))
        .isEqualTo(1);
    assertThat(value("icewatch_controller_requests_total", STATUS, "prod", "files"))
        .isZero();
    assertThat(value("icewatch_poll_duration_seconds_count", STATUS, "prod", "files"))
        .isZero();
  }

  @Test
  void aControllerAndACatalogThatLeftHaveNoSeriesAndBeginAnewWhenTheyAreBack() {
    for (String name : List.of("prod", "lab")) {
      metrics.answered(name, Endpoint.FILES, failed(new Failure.Denied(403, "no")), Duration.ZERO);
      metrics.skipped(new TableId(name, "t_OFFLINE"));
      metrics.catalogAnswered(name, new CatalogAnswer.NotAsked("open"), Duration.ZERO);
      metrics.catalogAnswered(name, new CatalogAnswer.CatalogError("no"), Duration.ZERO);
    }
    metrics.controllerLeft("lab");
    metrics.catalogLeft("lab");
    assertThat(Collections.list(registry.metricFamilySamples()).stream()
            .flatMap(family -> family.samples.stream())
            .flatMap(sample -> sample.labelValues.stream()))
        .contains("prod")
        .doesNotContain("lab");
    metrics.answered("lab", Endpoint.STATUS, SmallFleet.good(1), Duration.ZERO);
    assertThat(value("icewatch_poll_errors_total", ERRORS, "lab", "files", "denied"))
        .isNull();
    assertThat(value("icewatch_controller_requests_total", STATUS, "lab", "status"))
        .isEqualTo(1);
  }

  @Test
  void aControllerThatWasAskedOnceHasEverySeriesOfItsEndpoints() {
    metrics.skipped(new TableId("prod", "t_OFFLINE"));
    for (Endpoint endpoint : Endpoint.OF_A_TABLE) {
      assertThat(value("icewatch_controller_requests_total", STATUS, "prod", endpoint.label()))
          .isZero();
    }
    assertThat(value("icewatch_controller_requests_total", STATUS, "prod", "tables"))
        .isNull();
    assertThat(value("icewatch_poll_skipped_total", new String[] {"controller"}, "prod"))
        .isEqualTo(1);
  }

  @Test
  void aListOfTablesIsCountedOnceItWasAskedFor() {
    Answer<TableListing> listed =
        new Answer.Observed<>(TableListing.of(List.of("a_OFFLINE")), Optional.empty());
    metrics.answered("prod", Endpoint.TABLES, listed, Duration.ofMillis(20));
    metrics.answered("prod", Endpoint.TABLES, failed(new Failure.NotAsked("open")), Duration.ZERO);

    assertThat(value("icewatch_controller_requests_total", STATUS, "prod", "tables"))
        .isEqualTo(1);
    assertThat(value("icewatch_poll_duration_seconds_count", STATUS, "prod", "tables"))
        .isEqualTo(1);
  }

  @Test
  void questionsToACatalogAreCountedByOutcome() {
    CatalogAnswer denied = new CatalogAnswer.Denied("HTTP 403");
    metrics.catalogAnswered("lake", denied, Duration.ZERO);
    metrics.catalogAnswered("lake", denied, Duration.ZERO);
    String[] labels = {"catalog", "outcome"};
    assertThat(value("icewatch_catalog_requests_total", labels, "lake", "denied"))
        .isEqualTo(2);
    assertThat(value("icewatch_controller_requests_total", STATUS, "prod", "catalog"))
        .isNull();
  }

  @Test
  void aQuestionToACatalogHasADurationUnlessItWasNotAsked() {
    metrics.catalogAnswered("lake", new CatalogAnswer.Denied("no"), Duration.ofMillis(250));
    metrics.catalogAnswered("lake", new CatalogAnswer.NotAsked("open"), Duration.ZERO);
    String[] catalog = {"catalog"};
    String duration = "icewatch_catalog_request_duration_seconds";
    assertThat(value(duration + "_count", catalog, "lake")).isEqualTo(1);
    assertThat(value(duration + "_sum", catalog, "lake")).isEqualTo(0.25);
  }

  @Test
  void aCatalogsCircuitIsOneOfItsStates() {
    CatalogState lake = new CatalogState("lake", true, BreakerState.OPEN);
    Snapshot fleet = new Snapshot(1, List.of(), List.of(), List.of(lake));
    new DaemonCollector(() -> fleet, Optional::empty).register(registry);
    String[] state = {"catalog", "state"};
    assertThat(value("icewatch_catalog_breaker_state", state, "lake", "open")).isEqualTo(1);
    assertThat(value("icewatch_catalog_breaker_state", state, "lake", "closed")).isZero();
  }

  @Test
  void theStoresWritesAndErrorsAreCounted() {
    metrics.wrote();
    metrics.wrote();
    metrics.failed("icewatch.db: disk full");
    assertThat(value("icewatch_store_writes_total", new String[0])).isEqualTo(2);
    assertThat(value("icewatch_store_errors_total", new String[0])).isEqualTo(1);
  }

  @Test
  void theStoreIsUpWhileItHasNoProblem() {
    AtomicReference<Optional<String>> problem = new AtomicReference<>(Optional.empty());
    new DaemonCollector(() -> new Snapshot(1, List.of(), List.of()), problem::get)
        .register(registry);
    assertThat(value("icewatch_store_up", new String[0])).isEqualTo(1);
    problem.set(Optional.of("icewatch.db: disk full"));
    assertThat(value("icewatch_store_up", new String[0])).isZero();
  }

  @Test
  void aSkewThatWasNotEstimatedHasNoSample() {
    ControllerState known = new ControllerState(
        "a", true, BreakerState.HALF_OPEN, Optional.of(Duration.ofMillis(2500)));
    Snapshot fleet = new Snapshot(1, List.of(), List.of(known, ControllerState.initial("b")));
    new DaemonCollector(() -> fleet, Optional::empty).register(registry);
    String[] controller = {"controller"};
    assertThat(value("icewatch_controller_clock_skew_seconds", controller, "a")).isEqualTo(2.5);
    assertThat(value("icewatch_controller_clock_skew_seconds", controller, "b")).isNull();
    String[] state = {"controller", "state"};
    assertThat(value("icewatch_controller_breaker_state", state, "a", "half_open"))
        .isEqualTo(1);
    assertThat(value("icewatch_controller_breaker_state", state, "a", "closed")).isZero();
  }

  @Test
  void whatNoListHasToldHasNoSample() {
    DiscoveryState failing = new DiscoveryState(
        2, 0, 0, 0, Optional.empty(), Optional.of("unreachable: connection refused"));
    Snapshot fleet = new Snapshot(
        1,
        List.of(),
        List.of(
            ControllerState.initial("a").withDiscovery(Optional.of(failing)),
            ControllerState.initial("b").withDiscovery(Optional.of(DiscoveryState.initial(2))),
            ControllerState.initial("c")));
    new DaemonCollector(() -> fleet, Optional::empty).register(registry);
    String[] controller = {"controller"};
    assertThat(value("icewatch_tables_dropped", controller, "a")).isNull();
    assertThat(value("icewatch_discovery_timestamp_seconds", controller, "a")).isNull();
    assertThat(value("icewatch_discovery_up", controller, "a")).isZero();
    assertThat(value("icewatch_discovery_up", controller, "b")).isNull();
    assertThat(value("icewatch_discovery_up", controller, "c")).isNull();
    assertThat(value("icewatch_tables", controller, "c")).isZero();
  }

  @Test
  void noCreatedSeriesIsWritten() {
    metrics.answered("prod", Endpoint.STATUS, SmallFleet.good(1), Duration.ofMillis(250));
    DaemonMetrics.registerJvm(registry);
    for (Format format : Format.values()) {
      assertThat(DaemonText.of(registry, format))
          .contains("icewatch_poll_duration_seconds_bucket", "process_cpu_seconds", "jvm_")
          .doesNotContain("_created");
    }
  }

  private Double value(String name, String[] labels, String... values) {
    return registry.getSampleValue(name, labels, values);
  }

  private static Answer<Long> failed(Failure failure) {
    return new Answer.Failed<>(failure);
  }
}
