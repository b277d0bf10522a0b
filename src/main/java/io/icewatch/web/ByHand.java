package io.icewatch.web;

import io.icewatch.model.Finding;
import io.icewatch.model.Pause;
import io.icewatch.model.RunAnswer;
import io.icewatch.model.RunRequest;
import io.icewatch.model.TableId;
import io.icewatch.model.TriggerStanding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What people may ask of the auto-trigger over HTTP; may be called from any thread, and returns at
 * once.
 */
public interface ByHand {
  /** How each table stood at the end of the latest turn. */
  Map<TableId, TriggerStanding> standings();

  /** The pauses, in force or over. */
  List<Pause> pauses();

  /** What every rule says of a table now; nothing of one that is not watched. */
  CompletableFuture<List<Finding>> explain(TableId table);

  /**
   * Begins one run, if the rules let it.
   *
   * @return to cancel it takes the request back; when that fails, it was taken up
   */
  CompletableFuture<RunAnswer> request(RunRequest request);

  /** Keeps a table or everything from being triggered; fails when a restart will forget it. */
  CompletableFuture<Void> pause(Pause pause);

  /** Takes back the pause of a table, or the one for all; fails when it stays. */
  CompletableFuture<Void> resume(Optional<TableId> table, String by, String reason);

  /** Forgives a table its attempts in vain; fails when the circuit stays as it is. */
  CompletableFuture<Void> closeCircuit(TableId table, String by, String reason);
}
