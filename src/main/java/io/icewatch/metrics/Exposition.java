package io.icewatch.metrics;

import io.icewatch.model.Snapshot;
import io.prometheus.client.CollectorRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Everything a scrape is answered with: the table families of the fleet, then the daemon's own.
 *
 * <p>May be called from any number of threads. Calls for the same format that meet share one
 * rendering; it works in memory only, some milliseconds for ten thousand tables.
 */
public final class Exposition {
  private final Supplier<Snapshot> fleet;
  private final InstantSource clock;
  private final CollectorRegistry daemon;
  private final FleetPages pages = new FleetPages();
  private final Gzip gzip = new Gzip();
  private final Map<Variant, List<Section>> sections = new ConcurrentHashMap<>();
  private final Map<Variant, CompletableFuture<Rendered>> inFlight = new ConcurrentHashMap<>();

  private record Variant(Format format, boolean compressed) {}

  /** A family with its header as it is sent. */
  private record Section(List<byte[]> header, List<Column> columns) {}

  /**
   * @param fleet the newest snapshot
   * @param clock what "now" is for lag, ages and staleness
   * @param daemon the daemon's own metrics; see {@link DaemonMetrics}
   * @param checkpointInfo whether to write {@code checkpoint_info}, whose labels change with each
   *     run of a table
   */
  public Exposition(
      Supplier<Snapshot> fleet,
      InstantSource clock,
      CollectorRegistry daemon,
      boolean checkpointInfo) {
    this.fleet = fleet;
    this.clock = clock;
    this.daemon = daemon;
    for (Format format : Format.values()) {
      for (boolean compressed : new boolean[] {false, true}) {
        List<Section> all = families(checkpointInfo).stream()
            .map(family ->
                new Section(List.of(page(format.header(family), compressed)), Column.of(family)))
            .toList();
        sections.put(new Variant(format, compressed), all);
      }
    }
  }

  /** The families that are written. */
  static List<Family> families(boolean checkpointInfo) {
    return Families.ALL.stream()
        .filter(family -> checkpointInfo || !family.equals(Families.CHECKPOINT_INFO))
        .toList();
  }

  /** The exposition of this moment, or of the one at which a call still going on began. */
  public Rendered render(Format format, boolean compressed) {
    Variant variant = new Variant(format, compressed);
    CompletableFuture<Rendered> mine = new CompletableFuture<>();
    CompletableFuture<Rendered> others = inFlight.putIfAbsent(variant, mine);
    if (others != null) {
      return joined(others);
    }
    try {
      mine.complete(renderNow(variant));
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e);
    } finally {
      inFlight.remove(variant);
    }
    return joined(mine);
  }

  private static Rendered joined(CompletableFuture<Rendered> rendering) {
    try {
      return rendering.join();
    } catch (CompletionException e) {
      throw new IllegalStateException("metrics could not be rendered: " + e.getCause(), e);
    }
  }

  private Rendered renderNow(Variant variant) {
    String own = DaemonText.of(daemon, variant.format());
    List<byte[]> all = new ArrayList<>();
    synchronized (pages) {
      // Read under the lock: who comes later must not render an older moment.
      Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      pages.refresh(fleet.get().tables(), now);
      for (Section section : Objects.requireNonNull(sections.get(variant))) {
        all.addAll(section.header());
        section.columns().forEach(column -> pages.addPages(column, variant.compressed(), all));
      }
      all.add(page(own, variant.compressed()));
    }
    return Rendered.of(variant.format(), variant.compressed(), all);
  }

  private byte[] page(String content, boolean compressed) {
    Text text = new Text(content.length() + 16).put(content);
    return compressed ? gzip.member(text) : text.copy();
  }
}
