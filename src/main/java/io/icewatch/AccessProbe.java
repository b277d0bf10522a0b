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

  private final Map<String, ControllerClient> clients;
  private final Map<String, TriggerAccess> known = new ConcurrentHashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> {
        Thread worker = new Thread(task, "trigger-access");
        worker.setDaemon(true);
        return worker;
      });

  /**
   * Asks at once, and again after each pause.
   *
   * @param clients of the controllers with a table in mode auto, by name
   */
  AccessProbe(Map<String, ControllerClient> clients, Duration pause) {
    this.clients = Map.copyOf(clients);
    if (!clients.isEmpty()) {
      var unused =
          thread.scheduleWithFixedDelay(this::askAll, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** By controller, as far as it is known. */
  Map<String, Boolean> access() {
    Map<String, Boolean> access = new HashMap<>();
    known.forEach((controller, told) -> {
      if (!(told instanceof TriggerAccess.Unknown)) {
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
    clients.forEach((controller, client) -> {
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
