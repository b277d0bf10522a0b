package io.icewatch.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.icewatch.metrics.DaemonCollector;
import io.icewatch.metrics.DaemonMetrics;
import io.icewatch.metrics.Exposition;
import io.icewatch.metrics.Format;
import io.icewatch.model.ControllerLimits;
import io.icewatch.model.ControllerSettings;
import io.icewatch.model.Credentials;
import io.icewatch.model.PollSettings;
import io.icewatch.model.TableId;
import io.icewatch.model.TableSettings;
import io.icewatch.state.Fleet;
import io.icewatch.state.Store;
import io.prometheus.client.CollectorRegistry;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fleet whose members come and go while it is polled and scraped. */
class ChangingFleetTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final PollSettings BRISK =
      new PollSettings(SECOND, SECOND, SECOND, Duration.ofSeconds(4), SECOND);
  private static final List<String> CONTROLLERS = List.of("east", "north", "west");
  private static final int TABLES = 12;
  private static final int CHANGES = 150;

  @TempDir
  Path directory;

  private final Fleet fleet = new Fleet();
  private final CollectorRegistry registry = new CollectorRegistry();
  private final DaemonMetrics metrics = new DaemonMetrics(registry, "1", "17");
  private final Exposition exposition =
      new Exposition(fleet::snapshot, InstantSource.system(), registry, false);

  /** A rendering that began before a change is shared for a moment after it; this one's are not. */
  private final Exposition unshared =
      new Exposition(fleet::snapshot, InstantSource.system(), registry, false);

  /** Some of the controllers with some of their tables; the first controller always, and its first table. */
  private static Watched some(Random random) {
    List<ControllerSettings> controllers = CONTROLLERS.stream()
        .filter(name -> name.equals("east") || random.nextInt(4) > 0)
        .map(name -> controller(name, random.nextInt(3)))
        .toList();
    List<TableSettings> tables = controllers.stream()
        .flatMap(controller -> IntStream.range(0, TABLES)
            .filter(i -> i == 0 || random.nextBoolean())
            .mapToObj(i -> table(controller.name(), i)))
        .toList();
    return new Watched(List.of(), controllers, tables);
  }

  private static ControllerSettings controller(String name, int address) {
    Credentials none = new Credentials.None();
    String host = name.equals("east") ? "east" : name + address;
    return new ControllerSettings(
        name, URI.create("http://" + host), none, none, new ControllerLimits(3, 10_000));
  }

  private static TableSettings table(String controller, int number) {
    TableSettings usual =
        TableSettings.defaults(new TableId(controller, "t" + number + "_OFFLINE"));
    return new TableSettings(usual.id(), BRISK, usual.lag(), usual.runs(), Optional.empty());
  }

  private String scrape() {
    return text(exposition);
  }

  private static String text(Exposition exposition) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    exposition.render(Format.TEXT, false).pages().forEach(text::writeBytes);
    return text.toString(StandardCharsets.UTF_8);
  }

  private static void eachSeriesOnce(String text) {
    Set<String> seen = new HashSet<>();
    text.lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.substring(0, line.lastIndexOf(' ')))
        .forEach(series -> assertThat(seen.add(series)).as(series).isTrue());
  }

  private static Stream<String> controllersIn(String text) {
    return text.lines()
        .filter(line -> line.contains("controller=\""))
        .map(line -> line.replaceAll(".*controller=\"([^\"]*)\".*", "$1"))
        .distinct();
  }

  @Test
  void noSeriesIsLostOrDoubledOrOutlivesItsTable() throws Exception {
    CountDownLatch changing = new CountDownLatch(1);
    ExecutorService scrapers = Executors.newFixedThreadPool(2);
    List<Future<?>> scraping = new ArrayList<>();
    registry.register(new DaemonCollector(fleet::snapshot, Optional::empty));
    try (Store store = Store.open(directory.resolve("icewatch.db"), metrics);
        Poller poller = new Poller(
            new Poller.Means(Obliging::new, settings -> new FakeCatalog()),
            store,
            fleet,
            metrics,
            new Poller.Clocks(InstantSource.system(), System::nanoTime),
            new Random(7))) {
      poller.start();
      Random random = new Random(11);
      poller.watch(some(random));
      await().until(() -> scrape().contains("pinot_iceberg_lag_seconds{controller=\"east\""));
      for (int i = 0; i < 2; i++) {
        scraping.add(scrapers.submit(() -> {
          while (changing.getCount() > 0) {
            String text = scrape();
            eachSeriesOnce(text);
            // The one that always stays is never away.
            assertThat(text)
                .contains("pinot_iceberg_lag_seconds{controller=\"east\",table=\"t0_OFFLINE\"");
          }
        }));
      }
      for (int change = 0; change < CHANGES; change++) {
        Watched next = some(random);
        poller.watch(next);
        assertThat(fleet.snapshot().tables().stream().map(table -> table.id()))
            .containsExactlyElementsOf(
                next.tables().stream().map(TableSettings::id).sorted().toList());
        Set<String> names =
            next.controllers().stream().map(ControllerSettings::name).collect(Collectors.toSet());
        assertThat(controllersIn(text(unshared))).isSubsetOf(names);
      }
      changing.countDown();
      for (Future<?> each : scraping) {
        each.get(30, TimeUnit.SECONDS);
      }
    } finally {
      changing.countDown();
      scrapers.shutdownNow();
    }
    // A worker's thread outlives its last task by a moment.
    await().untilAsserted(() -> assertThat(pollingThreads()).isEmpty());
  }

  private static List<String> pollingThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> CONTROLLERS.stream()
            .anyMatch(controller -> name.startsWith("poll-" + controller + "-")))
        .toList();
  }
}
