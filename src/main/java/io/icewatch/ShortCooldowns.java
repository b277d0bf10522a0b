package io.icewatch;

import io.icewatch.config.Configuration;
import io.icewatch.config.ControllerConfig;
import io.icewatch.model.FinishedRun;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableId;
import io.icewatch.model.TableState;
import io.icewatch.model.TriggerMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of cool-downs that are shorter than the longest of their table's recent runs: the next attempt
 * could come before one of that length has shown what it is worth. Thread-safe.
 */
final class ShortCooldowns {
  private static final Logger LOG = LoggerFactory.getLogger(ShortCooldowns.class);

  private Set<Cooldown> told = Set.of();

  private record Cooldown(TableId table, Duration length) {}

  /** A cool-down and the run that it is shorter than. */
  record Found(TableId table, Duration cooldown, Duration longestRun) {}

  /** Warns of what a configuration brings that was not there before. */
  void look(Configuration complete, Snapshot seen) {
    news(complete, seen)
        .forEach(found -> LOG.atWarn()
            .addKeyValue("controller", found.table().controller())
            .addKeyValue("table", found.table().table())
            .addKeyValue("cooldown", found.cooldown())
            .addKeyValue("longestRun", found.longestRun())
            .log(
                "trigger.cooldown is shorter than the longest recent run (expected: at least as long,"
                    + " or trigger.shortCooldown: true if it is meant)"));
  }

  /** Those that were not found by the look before, with the same length. */
  synchronized List<Found> news(Configuration complete, Snapshot seen) {
    Map<TableId, TableState> states =
        seen.tables().stream().collect(Collectors.toMap(TableState::id, state -> state));
    List<Found> news = new ArrayList<>();
    Set<Cooldown> found = new HashSet<>();
    for (ControllerConfig controller : complete.controllers()) {
      controller.triggers().forEach((table, trigger) -> {
        Duration cooldown = trigger.rules().cooldown();
        TableState state = states.get(table);
        Duration longest =
            state == null ? Duration.ZERO : longest(state.history().runs());
        if (trigger.rules().mode() != TriggerMode.DISABLED
            && !trigger.shortCooldown()
            && cooldown.compareTo(longest) < 0) {
          Cooldown known = new Cooldown(table, cooldown);
          found.add(known);
          if (!told.contains(known)) {
            news.add(new Found(table, cooldown, longest));
          }
        }
      });
    }
    told = found;
    return news;
  }

  private static Duration longest(List<FinishedRun> runs) {
    return runs.stream()
        .flatMap(run -> run.end().stream().map(end -> Duration.between(run.start(), end)))
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }
}
