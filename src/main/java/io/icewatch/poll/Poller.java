package io.icewatch.poll;

import io.icewatch.model.Controller;
import io.icewatch.model.ControllerSettings;
import io.icewatch.model.PollListener;
import io.icewatch.model.TableState;
import io.icewatch.state.Fleet;
import io.icewatch.state.Store;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** The polling of all controllers, each isolated from the others. */
public final class Poller implements AutoCloseable {
  private final List<ControllerPoller> controllers = new ArrayList<>();
  private final List<Controller> clients = new ArrayList<>();

  /**
   * A controller to poll.
   *
   * @param client asks it
   * @param tables as they were left by the last run of the daemon, at least one
   */
  public record Target(ControllerSettings settings, Controller client, List<TableState> tables) {
    public Target {
      tables = List.copyOf(tables);
      if (tables.isEmpty()) {
        throw new IllegalArgumentException(
            "controller " + settings.name() + ": no tables (expected: at least one)");
      }
    }
  }

  /**
   * What time it is.
   *
   * @param wall stamps observations
   * @param nanos keeps the rhythm: monotonic, in nanoseconds
   */
  public record Clocks(InstantSource wall, LongSupplier nanos) {}

  private Poller() {}

  /** Starts polling. What is found goes to the store first and then to the fleet. */
  public static Poller start(
      List<Target> targets,
      Store store,
      Fleet fleet,
      PollListener listener,
      Clocks clocks,
      RandomGenerator random) {
    Poller poller = new Poller();
    Outlet outlet = new DurableOutlet(store, fleet);
    for (Target target : targets) {
      poller.clients.add(target.client());
      ControllerSettings settings = target.settings();
      int budget = settings.limits().requestsPerSecond();
      Gate gate = new Gate(settings.name(), budget, clocks, listener, fleet::publish);
      poller.controllers.add(new ControllerPoller(
          settings.name(),
          target.tables().stream()
              .map(table -> new TablePoller(table, target.client(), gate, outlet, clocks.wall()))
              .toList(),
          settings.limits().maxConcurrent(),
          new Spread(target.tables().size(), random.nextDouble(), budget),
          clocks.nanos(),
          table -> listener.skipped(table.state().id())));
    }
    poller.controllers.forEach(ControllerPoller::start);
    return poller;
  }

  /** Stops all polling, breaks off what is in flight and waits a little for the last turns. */
  @Override
  public void close() {
    controllers.forEach(ControllerPoller::stop);
    clients.forEach(Controller::close);
    controllers.forEach(ControllerPoller::close);
  }
}
