package io.icewatch;

import io.icewatch.controller.ControllerClient;
import io.icewatch.controller.RunRequests;
import io.icewatch.model.ControllerSettings;
import io.icewatch.model.RunStarter;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The client of each controller, for all who ask it. May be used from any thread. */
final class Clients {
  private final InstantSource clock;
  private Map<String, Line> lines = Map.of();

  /** The starter is the same as long as the client is. */
  private record Line(ControllerClient client, RunStarter starter) {}

  Clients(InstantSource clock) {
    this.clock = clock;
  }

  /** A client by these settings, in the place of the one that the controller had. */
  synchronized ControllerClient open(ControllerSettings settings) {
    ControllerClient client = new ControllerClient(settings, clock);
    Map<String, Line> next = new HashMap<>(lines);
    Line before = next.put(settings.name(), new Line(client, new RunRequests(client)));
    if (before != null) {
      client.learnFrom(before.client());
    }
    lines = Map.copyOf(next);
    return client;
  }

  /** Lets go of those of other controllers. */
  synchronized void keep(Set<String> controllers) {
    Map<String, Line> next = new HashMap<>(lines);
    next.keySet().retainAll(controllers);
    lines = Map.copyOf(next);
  }

  /**
   * Does what may open clients; when it throws, all are who they were.
   */
  synchronized void attempt(Runnable change) {
    Map<String, Line> before = lines;
    try {
      change.run();
    } catch (RuntimeException e) {
      lines = before;
      throw e;
    }
  }

  /**
   * The client of one controller.
   *
   * @throws IllegalArgumentException when it has none
   */
  synchronized ControllerClient of(String controller) {
    Line line = lines.get(controller);
    if (line == null) {
      throw new IllegalArgumentException(
          "controller: " + controller + " (expected: one of " + lines.keySet() + ")");
    }
    return line.client();
  }

  /** By controller. */
  synchronized Map<String, ControllerClient> clients() {
    return lines.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().client()));
  }

  /** Who asks for runs, by controller. */
  synchronized Map<String, RunStarter> starters() {
    return lines.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().starter()));
  }
}
