package io.icewatch.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Answer;
import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.Endpoint;
import io.icewatch.model.Failure;
import io.icewatch.model.TableId;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GoldenExpositionTest {
  @Test
  void theTextOfASmallFleetIsThis() {
    assertThat(text(Format.TEXT)).isEqualTo(resource("small-fleet.txt"));
  }

  @Test
  void theOpenMetricsTextOfASmallFleetIsThis() {
    assertThat(text(Format.OPENMETRICS)).isEqualTo(resource("small-fleet.openmetrics.txt"));
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void noSeriesStandsTwice(Format format) {
    Set<String> seen = new HashSet<>();
    for (Parsed.Sample sample : Parsed.samples(text(format))) {
      assertThat(seen.add(sample.name() + sample.labels())).as("%s", sample).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void theJoinedGzipMembersAreThePlainText(Format format) {
    Exposition exposition = small(true);
    Rendered plain = exposition.render(format, false);
    Rendered gzip = exposition.render(format, true);
    assertThat(Scrapes.text(gzip)).isEqualTo(Scrapes.text(plain));
    assertThat(gzip.length()).isEqualTo(Scrapes.bytes(gzip).length);
    assertThat(plain.length()).isEqualTo(Scrapes.bytes(plain).length);
  }

  private static String text(Format format) {
    return Scrapes.text(small(true).render(format, false));
  }

  /** Everything but the JVM, whose numbers are never the same. */
  static Exposition small(boolean checkpointInfo) {
    CollectorRegistry daemon = new CollectorRegistry();
    DaemonMetrics metrics = new DaemonMetrics(daemon, "1.2.3", "17.0.1");
    Answer<Long> timedOut =
        new Answer.Failed<>(new Failure.TimedOut(Duration.ofSeconds(10), "slow"));
    metrics.answered("prod", Endpoint.STATUS, SmallFleet.good(1), Duration.ofMillis(3));
    metrics.answered("prod", Endpoint.FILES, timedOut, Duration.ofSeconds(10));
    metrics.answered(
        "prod",
        Endpoint.FILES,
        new Answer.Failed<>(new Failure.NotAsked("the circuit is open")),
        Duration.ZERO);
    metrics.skipped(new TableId("prod", "orders_OFFLINE"));
    metrics.catalogAnswered(
        "lake", new CatalogAnswer.Denied("HTTP 403 for reader"), Duration.ofMillis(9));
    metrics.wrote();
    new DaemonCollector(SmallFleet::snapshot, () -> Optional.of("disk full")).register(daemon);
    return new Exposition(SmallFleet::snapshot, () -> SmallFleet.NOW, daemon, checkpointInfo);
  }

  private static String resource(String name) {
    try (InputStream in = GoldenExpositionTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
