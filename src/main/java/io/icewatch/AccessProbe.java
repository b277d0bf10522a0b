package io.icewatch;

import io.icewatch.controller.ControllerClient;
import io.icewatch.controller.TriggerAccess;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks controllers now and then whether they would hear a request for a run, by a question that
 * starts none: credentials that are refused must not be found out by the first trigger.
 */
final class AccessProbe implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AccessProbe.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private volatile Map<String, ControllerClient> clients = Map.of();
  private final Map<String, TriggerAccess> known = new ConcurrentHashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> {
        Thread worker = new Thread(task, "trigger-access");
        worker.setDaemon(true);
        return worker;
      });

  /** Asks whom it is told to, again after each pause. */
  AccessProbe(Duration pause) {
    var unused = thread.scheduleWithFixedDelay(
        this::askAll, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Asks these from now on, and those at once that were not asked before or are asked by another
   * client now. What is known of others is forgotten.
   *
   * @param next of the controllers with a table in mode auto, by name
   */
  void watch(Map<String, ControllerClient> next) {
    Map<String, ControllerClient> before = clients;
    clients = Map.copyOf(next);
    Map<String, ControllerClient> fresh = new HashMap<>(next);
    before.forEach(fresh::remove);
    if (!fresh.isEmpty() || !next.keySet().containsAll(before.keySet())) {
      thread.execute(() -> {
        known.keySet().retainAll(clients.keySet());
        ask(fresh);
      });
    }
  }

  /** By controller, as far as it is known. */
  Map<String, Boolean> access() {
    Map<String, Boolean> access = new HashMap<>();
    Map<String, ControllerClient> asked = clients;
    known.forEach((controller, told) -> {
      if (asked.containsKey(controller) && !(told instanceof TriggerAccess.Unknown)) {
        access.put(controller, told instanceof TriggerAccess.Granted);
      }
    });
    return access;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private void askAll() {
    ask(clients);
  }

  private void ask(Map<String, ControllerClient> some) {
    some.forEach((controller, client) -> {
      try {
        tell(controller, client.triggerAccess(TIMEOUT));
      } catch (RuntimeException e) {
        // A defect of ours: the next pause comes all the same.
        LOG.error("controller {}: the probe failed", controller, e);
      }
    });
  }

  private void tell(String controller, TriggerAccess told) {
    if (told.equals(known.put(controller, told))) {
      return;
    }
    if (told instanceof TriggerAccess.Refused refused) {
      LOG.atError()
          .addKeyValue("controller", controller)
          .addKeyValue("why", refused.why())
          .log("requests for runs would be refused: its tables in mode auto cannot be helped");
    } else if (told instanceof TriggerAccess.Unknown unknown) {
      LOG.atWarn()
          .addKeyValue("controller", controller)
          .addKeyValue("why", unknown.why())
          .log("whether requests for runs would be heard is not known");
    } else {
      LOG.atInfo().addKeyValue("controller", controller).log("trigger credentials accepted");
    }
  }
}
