package io.icewatch.web;

import io.icewatch.model.TableId;
import io.icewatch.model.TableState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Puts every question about one table now, for {@code /probe}; called from workers, and may wait. */
public interface Prober {
  /**
   * Asks its controller, as far as its gate lets questions through. What is learnt is learnt for all
   * views.
   *
   * @return the table once everything was asked; fails when it is watched no more. Empty when more was
   *     asked of its controller out of turn than may be
   */
  Optional<CompletableFuture<TableState>> ask(TableId table);

  /** The metrics of that table alone. */
  MetricsSource.Scrape scrape(
      TableState table, Outcome outcome, MetricsSource.Exposition exposition, boolean gzip);

  /**
   * How asking went.
   *
   * @param success whether every answer was a usable one, and came in time
   * @param took until the last answer, or until nobody waited for it any more
   */
  record Outcome(boolean success, Duration took) {}

  /** Nobody can be asked. */
  static Prober none() {
    return new Prober() {
      @Override
      public Optional<CompletableFuture<TableState>> ask(TableId table) {
        return Optional.empty();
      }

      @Override
      public MetricsSource.Scrape scrape(
          TableState table, Outcome outcome, MetricsSource.Exposition exposition, boolean gzip) {
        throw new IllegalStateException("nobody was asked");
      }
    };
  }
}
