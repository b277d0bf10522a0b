package io.icewatch.config;

import io.icewatch.model.ControllerSettings;
import io.icewatch.model.TableId;
import io.icewatch.model.TableSettings;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One controller and what is watched on it.
 *
 * @param tables in the order of the file, each name once, at least one
 * @param triggers of each of the tables
 * @param zone in which the controller's own schedules are meant
 */
public record ControllerConfig(
    ControllerSettings settings,
    List<TableSettings> tables,
    Map<TableId, TableTrigger> triggers,
    ZoneId zone) {
  public ControllerConfig {
    tables = List.copyOf(tables);
    triggers = Map.copyOf(triggers);
  }

  /** Of tables that are never triggered, in UTC. */
  public ControllerConfig(ControllerSettings settings, List<TableSettings> tables) {
    this(
        settings,
        tables,
        tables.stream()
            .collect(Collectors.toMap(
                TableSettings::id, table -> TableTrigger.defaults(), (one, other) -> one)),
        ZoneOffset.UTC);
  }
}
