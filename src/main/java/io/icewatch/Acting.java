package io.icewatch;

import io.icewatch.config.Configuration;
import io.icewatch.config.ControllerConfig;
import io.icewatch.config.FleetTrigger;
import io.icewatch.controller.ControllerClient;
import io.icewatch.metrics.TriggerCollector;
import io.icewatch.model.JournalException;
import io.icewatch.model.RunStarter;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableId;
import io.icewatch.model.TriggerListener;
import io.icewatch.model.TriggerOverview;
import io.icewatch.model.TriggerRules;
import io.icewatch.poll.Poller;
import io.icewatch.state.SqliteTriggerJournal;
import io.icewatch.state.Store;
import io.icewatch.trigger.AutoTrigger;
import io.icewatch.trigger.CronSchedules;
import io.icewatch.trigger.Mandate;
import io.icewatch.trigger.Policy;
import io.icewatch.trigger.ScheduleSource;
import io.icewatch.trigger.Surroundings;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the auto-trigger together: what it may do, what it looks at and whom it asks. */
final class Acting {
  private static final Logger LOG = LoggerFactory.getLogger(Acting.class);
  private static final Duration PROBE_PAUSE = Duration.ofMinutes(10);

  private Acting() {}

  /**
   * The auto-trigger, also where every table's mode is disabled: runs on demand, pauses and the
   * history go through it. Empty when the journal cannot be read: what was tried is then not known,
   * and nothing may be.
   */
  static Optional<AutoTrigger> trigger(
      Configuration configuration,
      Store store,
      Supplier<Snapshot> fleet,
      Map<String, RunStarter> starters,
      Executor calls,
      TriggerListener listener,
      Poller.Clocks clocks) {
    Mandate mandate = mandate(configuration, starters);
    Surroundings surroundings = new Surroundings(
        fleet,
        mandate.starters(),
        calls,
        new SqliteTriggerJournal(store),
        mandate.schedules(),
        () -> true,
        listener,
        clocks.wall(),
        clocks.nanos());
    try {
      return Optional.of(new AutoTrigger(mandate.policy(), surroundings));
    } catch (JournalException e) {
      LOG.atError()
          .addKeyValue("problem", e.getMessage())
          .log("the trigger journal cannot be read: watching, and triggering nothing");
      return Optional.empty();
    }
  }

  /**
   * What the configuration has the auto-trigger go by.
   *
   * @param starters by controller
   */
  static Mandate mandate(Configuration configuration, Map<String, RunStarter> starters) {
    return new Mandate(policy(configuration), starters, schedules(configuration));
  }

  /** Asks now and then whether requests for runs would be heard. */
  static AccessProbe probe() {
    return new AccessProbe(PROBE_PAUSE);
  }

  /** The controllers with a table in mode auto, which would hear requests. */
  static Map<String, ControllerClient> probed(
      Configuration configuration, Map<String, ControllerClient> clients) {
    Map<String, ControllerClient> acting = new HashMap<>();
    for (ControllerConfig controller : configuration.controllers()) {
      String name = controller.settings().name();
      ControllerClient client = clients.get(name);
      if (client != null && configuration.acts(controller)) {
        acting.put(name, client);
      }
    }
    return acting;
  }

  /** What is exported of all this. */
  static TriggerCollector collector(
      Optional<AutoTrigger> trigger,
      Store store,
      AccessProbe probe,
      Configuration configuration,
      InstantSource wall) {
    FleetTrigger fleet = configuration.trigger();
    return new TriggerCollector(
        () -> trigger.map(AutoTrigger::standings).orElse(Map.of()),
        () -> trigger
            .map(AutoTrigger::overview)
            .orElseGet(() -> new TriggerOverview(
                fleet.ceiling(),
                List.of(),
                0,
                store.problem().or(() -> Optional.of("the journal could not be read")))),
        probe::access,
        wall);
  }

  private static ScheduleSource schedules(Configuration configuration) {
    Map<String, ZoneId> zones = new HashMap<>();
    configuration
        .controllers()
        .forEach(controller -> zones.put(controller.settings().name(), controller.zone()));
    return new CronSchedules(zones);
  }

  private static Policy policy(Configuration configuration) {
    Map<TableId, TriggerRules> rules = new HashMap<>();
    for (ControllerConfig controller : configuration.controllers()) {
      controller.triggers().forEach((table, trigger) -> rules.put(table, trigger.rules()));
    }
    return new Policy(configuration.trigger().ceiling(), configuration.trigger().limits(), rules);
  }
}
