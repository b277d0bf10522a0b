package io.icewatch;

import io.icewatch.metrics.ProbeExposition;
import io.icewatch.model.TableId;
import io.icewatch.model.TableState;
import io.icewatch.poll.Poller;
import io.icewatch.web.MetricsSource;
import io.icewatch.web.Prober;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** Hands what {@code /probe} asks for to the poller, and writes the metrics of one table. */
final class ProbeDesk implements Prober {
  private final Poller poller;
  private final InstantSource clock;
  private final BooleanSupplier checkpointInfo;

  /** @param checkpointInfo whether {@code checkpoint_info} is among the metrics now */
  ProbeDesk(Poller poller, InstantSource clock, BooleanSupplier checkpointInfo) {
    this.poller = poller;
    this.clock = clock;
    this.checkpointInfo = checkpointInfo;
  }

  @Override
  public Optional<CompletableFuture<TableState>> ask(TableId table) {
    return poller.askNow(table);
  }

  @Override
  public MetricsSource.Scrape scrape(
      TableState table, Outcome outcome, MetricsSource.Exposition exposition, boolean gzip) {
    return Scrapes.answer(ProbeExposition.render(
        table,
        clock.instant(),
        outcome.success(),
        outcome.took(),
        checkpointInfo.getAsBoolean(),
        Scrapes.format(exposition),
        gzip));
  }
}
