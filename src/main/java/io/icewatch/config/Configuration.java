package io.icewatch.config;

import io.icewatch.model.AlertSettings;
import io.icewatch.model.CatalogSettings;
import io.icewatch.model.TriggerMode;
import java.nio.file.Path;
import java.util.List;

/**
 * A whole configuration file, defaults filled in.
 *
 * @param listen where the web server listens
 * @param web how the web server is reached; where it has no users, nobody may act
 * @param statePath the store's file, resolved against the directory of the configuration file
 * @param checkpointInfo whether {@code checkpoint_info}, whose label changes with each run, is
 *     exported
 * @param trigger what the auto-trigger may do in the fleet as a whole
 * @param catalogs of Iceberg tables, in the order of the file, each name once
 * @param controllers in the order of the file, each name once, at least one
 * @param alerts what the daemon alerts about by itself, and whom it tells
 * @param reload when the file is read again without being told to
 */
public record Configuration(
    Listen listen,
    WebAccess web,
    Path statePath,
    boolean checkpointInfo,
    FleetTrigger trigger,
    List<CatalogSettings> catalogs,
    List<ControllerConfig> controllers,
    AlertSettings alerts,
    ReloadSettings reload) {
  public Configuration {
    catalogs = List.copyOf(catalogs);
    controllers = List.copyOf(controllers);
  }

  /** Open to everybody, telling nobody, and read again only when told to. */
  public Configuration(
      Listen listen,
      Path statePath,
      boolean checkpointInfo,
      FleetTrigger trigger,
      List<CatalogSettings> catalogs,
      List<ControllerConfig> controllers) {
    this(
        listen,
        WebAccess.open(),
        statePath,
        checkpointInfo,
        trigger,
        catalogs,
        controllers,
        AlertSettings.defaults(),
        ReloadSettings.defaults());
  }

  /** With the default limits of the auto-trigger. */
  public Configuration(
      Listen listen,
      Path statePath,
      boolean checkpointInfo,
      List<CatalogSettings> catalogs,
      List<ControllerConfig> controllers) {
    this(listen, statePath, checkpointInfo, FleetTrigger.defaults(), catalogs, controllers);
  }

  /** Without catalogs. */
  public Configuration(
      Listen listen, Path statePath, boolean checkpointInfo, List<ControllerConfig> controllers) {
    this(listen, statePath, checkpointInfo, List.of(), controllers);
  }

  /** The same with other controllers. */
  public Configuration withControllers(List<ControllerConfig> others) {
    return new Configuration(
        listen, web, statePath, checkpointInfo, trigger, catalogs, others, alerts, reload);
  }

  /** Whether any table may be triggered in earnest. */
  public boolean acts() {
    return controllers.stream().anyMatch(this::acts);
  }

  /** Whether any table of a controller may be. */
  public boolean acts(ControllerConfig controller) {
    return controller
        .allTriggers()
        .anyMatch(table -> table.rules().mode().atMost(trigger.ceiling()) == TriggerMode.AUTO);
  }

  /** How many tables the file names on all controllers. */
  public int tableCount() {
    return controllers.stream()
        .mapToInt(controller -> controller.tables().size())
        .sum();
  }
}
