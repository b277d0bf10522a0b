package io.icewatch.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.TableId;
import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cached pages against a fresh rendering of the same moment by simpleclient. */
class ExpositionOracleTest {
  private static final List<TableId> IDS = IntStream.range(0, 270)
      .mapToObj(i -> new TableId(i % 2 == 0 ? "prod" : "te\"st\\", "t" + i + "_OFFLINE"))
      .toList();

  private Instant now = Instant.parse("2026-11-22T12:00:00.123456789Z");

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void theCachedPagesSayWhatSimpleclientSaysHoweverTheFleetChanges(long seed) {
    Random random = new Random(seed);
    RandomFleet fleet = new RandomFleet(seed, IDS);
    InstantSource clock = () -> now;
    Exposition exposition =
        new Exposition(fleet::snapshot, clock, new CollectorRegistry(), seed % 2 == 0);
    FleetCollector oracle = new FleetCollector(fleet::snapshot, clock, seed % 2 == 0);

    for (int step = 0; step < 25; step++) {
      fleet.change(random.nextInt(4) == 0 ? 0 : random.nextInt(150), now);
      if (step == 20) {
        fleet.remove();
      }
      Format format = Format.values()[random.nextInt(2)];
      String text = Scrapes.text(exposition.render(format, random.nextBoolean()));
      assertThat(Parsed.lines(text))
          .as("step %d at %s", step, now)
          .isEqualTo(Parsed.lines(Scrapes.oracle(oracle.collect(), format)));
      List<Parsed.Sample> samples = Parsed.samples(text);
      HashSet<String> series = new HashSet<>();
      samples.forEach(sample -> series.add(sample.name() + sample.labels()));
      assertThat(series).hasSameSizeAs(samples);
      now = now.plus(elapsed(random));
    }
  }

  /** Nothing, a little, past staleness, and sometimes back. */
  private static Duration elapsed(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> Duration.ZERO;
      case 1 -> Duration.ofMillis(random.nextInt(1500));
      case 2 -> Duration.ofMinutes(random.nextInt(6));
      case 3 -> Duration.ofSeconds(-random.nextInt(400));
      default -> Duration.ofSeconds(15);
    };
  }
}
