package io.icewatch.metrics;

import static java.util.Objects.requireNonNull;

import io.icewatch.model.Answer;
import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.Endpoint;
import io.icewatch.model.Failure;
import io.icewatch.model.PollListener;
import io.icewatch.model.StoreListener;
import io.icewatch.model.TableId;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import io.prometheus.client.hotspot.DefaultExports;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what the daemon does: polls, their errors and durations, and the store's writes.
 *
 * <p>Told from any thread, about a thousand times a second.
 */
public final class DaemonMetrics implements PollListener, StoreListener {
  private static final double[] SECONDS = {.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30};

  private final Histogram durations;
  private final Counter requests;
  private final Counter errors;
  private final Counter skipped;
  private final Counter catalogRequests;
  private final Histogram catalogDurations;
  private final Counter storeWrites;
  private final Counter storeErrors;
  private final Map<String, Asked> controllers = new ConcurrentHashMap<>();

  /** The children of one controller. */
  private record Asked(
      Map<Endpoint, Histogram.Child> durations,
      Map<Endpoint, Counter.Child> requests,
      Map<EndpointReason, Counter.Child> errors,
      Counter.Child skipped) {}

  private record EndpointReason(Endpoint endpoint, String reason) {}

  /**
   * @param registry where the families are registered
   * @param version the daemon's, for {@code icewatch_build_info}
   * @param java the version of the JVM, for the same
   */
  public DaemonMetrics(CollectorRegistry registry, String version, String java) {
    durations = Children.register(
        Histogram.build(
                "icewatch_poll_duration_seconds",
                "How long a question to a controller took until its answer, a failure or the"
                    + " time-out, in seconds by the daemon's clock.")
            .labelNames("controller", "endpoint")
            .buckets(SECONDS)
            .create(),
        registry);
    requests = Children.register(
        Counter.build(
                "icewatch_controller_requests_total",
                "Questions that were sent to a controller, whatever came of them.")
            .labelNames("controller", "endpoint")
            .create(),
        registry);
    errors = Children.register(
        Counter.build(
                "icewatch_poll_errors_total",
                "Questions that brought no usable answer, by reason; not_asked was not sent.")
            .labelNames("controller", "endpoint", "reason")
            .create(),
        registry);
    skipped = Children.register(
        Counter.build(
                "icewatch_poll_skipped_total",
                "Turns of a table that were left out because its last one was still going on.")
            .labelNames("controller")
            .create(),
        registry);
    catalogRequests = Children.register(
        Counter.build(
                "icewatch_catalog_requests_total",
                "Questions to a catalog, by what came of them; not_asked was not sent.")
            .labelNames("catalog", "outcome")
            .create(),
        registry);
    catalogDurations = Children.register(
        Histogram.build(
                "icewatch_catalog_request_duration_seconds",
                "How long a question to a catalog took until its answer, a failure or the time-out, in"
                    + " seconds by the daemon's clock.")
            .labelNames("catalog")
            .buckets(SECONDS)
            .create(),
        registry);
    storeWrites = Counter.build(
            "icewatch_store_writes_total", "Transactions that the state file has made durable.")
        .register(registry);
    storeErrors = Counter.build(
            "icewatch_store_errors_total",
            "Transactions that failed; their facts are kept and tried again.")
        .register(registry);
    Gauge.build(
            "icewatch_build_info",
            "The running version and the Java it runs on, in its labels; the value is always 1.")
        .labelNames("version", "java")
        .register(registry)
        .labels(version, java)
        .set(1);
  }

  /** Adds what simpleclient knows of the JVM and the process. */
  public static void registerJvm(CollectorRegistry registry) {
    DefaultExports.register(registry);
  }

  @Override
  public void answered(String controller, Endpoint endpoint, Answer<?> answer, Duration took) {
    Asked asked = asked(controller);
    boolean sent = true;
    if (answer instanceof Answer.Failed<?> failed) {
      asked
          .errors()
          .computeIfAbsent(
              new EndpointReason(endpoint, failed.failure().reason()),
              key -> errors.labels(controller, key.endpoint().label(), key.reason()))
          .inc();
      sent = !(failed.failure() instanceof Failure.NotAsked);
    }
    if (sent && endpoint == Endpoint.TABLES) {
      // Not asked of every controller: its series begin with the first question.
      requests.labels(controller, endpoint.label()).inc();
      durations.labels(controller, endpoint.label()).observe(took.toNanos() / 1e9);
    } else if (sent) {
      requireNonNull(asked.requests().get(endpoint)).inc();
      requireNonNull(asked.durations().get(endpoint)).observe(took.toNanos() / 1e9);
    }
  }

  @Override
  public void skipped(TableId table) {
    asked(table.controller()).skipped().inc();
  }

  @Override
  public void catalogAnswered(String catalog, CatalogAnswer answer, Duration took) {
    catalogRequests.labels(catalog, answer.outcome()).inc();
    if (!(answer instanceof CatalogAnswer.NotAsked)) {
      catalogDurations.labels(catalog).observe(took.toNanos() / 1e9);
    }
  }

  @Override
  public void controllerLeft(String controller) {
    controllers.remove(controller);
    Children.remove(durations, controller);
    Children.remove(requests, controller);
    Children.remove(errors, controller);
    Children.remove(skipped, controller);
  }

  @Override
  public void catalogLeft(String catalog) {
    Children.remove(catalogRequests, catalog);
    Children.remove(catalogDurations, catalog);
  }

  @Override
  public void wrote() {
    storeWrites.inc();
  }

  @Override
  public void failed(String problem) {
    storeErrors.inc();
  }

  private Asked asked(String controller) {
    return controllers.computeIfAbsent(controller, this::children);
  }

  private Asked children(String controller) {
    Map<Endpoint, Histogram.Child> durationOf = new EnumMap<>(Endpoint.class);
    Map<Endpoint, Counter.Child> requestsOf = new EnumMap<>(Endpoint.class);
    for (Endpoint endpoint : Endpoint.OF_A_TABLE) {
      durationOf.put(endpoint, durations.labels(controller, endpoint.label()));
      requestsOf.put(endpoint, requests.labels(controller, endpoint.label()));
    }
    return new Asked(durationOf, requestsOf, new ConcurrentHashMap<>(), skipped.labels(controller));
  }
}
