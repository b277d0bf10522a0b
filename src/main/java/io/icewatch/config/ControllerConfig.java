package io.icewatch.config;

import io.icewatch.model.ControllerSettings;
import io.icewatch.model.TableId;
import io.icewatch.model.TableSettings;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One controller and what is watched on it.
 *
 * @param tables in the order of the file, each name once, at least one where there is no discovery
 * @param triggers of each of the tables
 * @param zone in which the controller's own schedules are meant
 * @param discovery which other tables are watched, where the controller is asked for them
 */
public record ControllerConfig(
    ControllerSettings settings,
    List<TableSettings> tables,
    Map<TableId, TableTrigger> triggers,
    ZoneId zone,
    Optional<Discovery> discovery) {
  public ControllerConfig {
    tables = List.copyOf(tables);
    triggers = Map.copyOf(triggers);
  }

  /** Without discovery. */
  public ControllerConfig(
      ControllerSettings settings,
      List<TableSettings> tables,
      Map<TableId, TableTrigger> triggers,
      ZoneId zone) {
    this(settings, tables, triggers, zone, Optional.empty());
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

  /** How far tables may be triggered: of each that the file names, and of those discovered. */
  Stream<TableTrigger> allTriggers() {
    return Stream.concat(
        triggers.values().stream(),
        discovery.stream().flatMap(Discovery::rules).map(Discovery.Rule::trigger));
  }
}
