package io.icewatch.catalog;

import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.CheckpointFacts;
import io.icewatch.model.SourceTable;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.iceberg.catalog.TableIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Reads tables, and keeps of each what makes the next read cheap: its chain and the version that it
 * is of.
 */
final class TableReader {
  private final CatalogSession session;
  private final int maxManifestLists;
  private final InstantSource clock;
  private final Map<SourceTable, Kept> kept = new ConcurrentHashMap<>();

  private record Kept(Chain chain, Optional<String> marker, Optional<String> obstacle) {}

  TableReader(CatalogSession session, int maxManifestLists, InstantSource clock) {
    this.session = session;
    this.maxManifestLists = maxManifestLists;
    this.clock = clock;
  }

  /**
   * Reads the table and places the checkpoint; failures are exceptions here.
   *
   * @param enough says when the time for manifest lists is over; the rest is left to the next read
   */
  CatalogAnswer.Read read(
      SourceTable table,
      Checkpoint checkpoint,
      Optional<CheckpointFacts> remembered,
      BooleanSupplier enough) {
    TableIdentifier id = TableIdentifier.parse(table.table());
    Kept before = kept.get(table);
    Optional<Loaded> loaded = load(id, before);
    Chain chain = loaded
        .map(
            fresh -> MetadataReader.chain(fresh.metadata(), before == null ? null : before.chain()))
        .orElseGet(() -> before == null ? emptyHanded(id) : before.chain());
    Located located = PositionFinder.find(chain, table.branch(), checkpoint, remembered);
    List<Integer> wanted = wanted(chain, located);
    Optional<String> obstacle =
        before == null || loaded.isPresent() ? Optional.empty() : before.obstacle();
    boolean again = false;
    if (!wanted.isEmpty()) {
      Loaded whole = loaded.orElseGet(() -> session.load(id, Optional.empty()));
      if (loaded.isEmpty()) {
        // The checkpoint moved to commits that were not looked at before; the table may have too.
        chain = MetadataReader.chain(whole.metadata(), chain);
        located = PositionFinder.find(chain, table.branch(), checkpoint, remembered);
        wanted = wanted(chain, located);
        loaded = Optional.of(whole);
      }
      ManifestLists.Result read = ManifestLists.read(chain, wanted, whole, enough);
      chain = read.chain();
      obstacle = read.obstacle();
      again = read.again();
    }
    Optional<String> marker = loaded
        .map(Loaded::marker)
        .orElseGet(() -> before == null ? Optional.empty() : before.marker());
    if (again) {
      marker = Optional.empty();
    }
    kept.put(table, new Kept(chain, marker, obstacle));
    return new CatalogAnswer.Read(
        Views.of(chain, located, obstacle, clock.instant()), loaded.isEmpty());
  }

  private Optional<Loaded> load(TableIdentifier id, @Nullable Kept before) {
    try {
      return Optional.of(session.load(id, before == null ? Optional.empty() : before.marker()));
    } catch (Unchanged e) {
      return Optional.empty();
    }
  }

  private static Chain emptyHanded(TableIdentifier id) {
    throw new IllegalStateException(id + ": not modified (expected: metadata, for none are known)");
  }

  /** Commits whose manifest lists would make the answer exact, the most telling first. */
  private List<Integer> wanted(Chain chain, Located located) {
    Set<Integer> rows = new LinkedHashSet<>();
    located.line().ifPresent(line -> {
      if (chain.wantsLiveFiles(line.row(0))) {
        rows.add(line.row(0));
      }
      for (int place = located.span().possible() - 1; place >= 0; place--) {
        int row = line.row(place);
        if (chain.wantsManifestList(row)) {
          rows.add(row);
        }
      }
    });
    located.checkpoint().ifPresent(row -> {
      if (chain.wantsLiveFiles(row)) {
        rows.add(row);
      }
    });
    return rows.stream().limit(maxManifestLists).toList();
  }

  void forget(SourceTable table) {
    kept.remove(table);
  }
}
