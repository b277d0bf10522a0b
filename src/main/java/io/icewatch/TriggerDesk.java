package io.icewatch;

import io.icewatch.model.Finding;
import io.icewatch.model.Pause;
import io.icewatch.model.RunAnswer;
import io.icewatch.model.RunRequest;
import io.icewatch.model.TableId;
import io.icewatch.model.TriggerStanding;
import io.icewatch.trigger.AutoTrigger;
import io.icewatch.web.ByHand;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Hands what people ask for over HTTP to the auto-trigger. */
final class TriggerDesk implements ByHand {
  private final AutoTrigger trigger;

  TriggerDesk(AutoTrigger trigger) {
    this.trigger = trigger;
  }

  @Override
  public Map<TableId, TriggerStanding> standings() {
    return trigger.standings();
  }

  @Override
  public List<Pause> pauses() {
    return trigger.pauses();
  }

  @Override
  public CompletableFuture<List<Finding>> explain(TableId table) {
    return trigger.explain(table);
  }

  @Override
  public CompletableFuture<RunAnswer> request(RunRequest request) {
    return trigger.request(request);
  }

  @Override
  public CompletableFuture<Void> pause(Pause pause) {
    return trigger.pause(pause);
  }

  @Override
  public CompletableFuture<Void> resume(Optional<TableId> table, String by, String reason) {
    return trigger.resume(table, by, reason);
  }

  @Override
  public CompletableFuture<Void> closeCircuit(TableId table, String by, String reason) {
    return trigger.closeCircuit(table, by, reason);
  }
}
