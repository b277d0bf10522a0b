package io.icewatch.config;

import io.icewatch.model.CatalogSettings;
import java.nio.file.Path;
import java.util.List;

/**
 * A whole configuration file, defaults filled in.
 *
 * @param listen where the web server listens
 * @param statePath the store's file, resolved against the directory of the configuration file
 * @param checkpointInfo whether {@code checkpoint_info}, whose label changes with each run, is
 *     exported
 * @param catalogs of Iceberg tables, in the order of the file, each name once
 * @param controllers in the order of the file, each name once, at least one
 */
public record Configuration(
    Listen listen,
    Path statePath,
    boolean checkpointInfo,
    List<CatalogSettings> catalogs,
    List<ControllerConfig> controllers) {
  public Configuration {
    catalogs = List.copyOf(catalogs);
    controllers = List.copyOf(controllers);
  }

  /** Without catalogs. */
  public Configuration(
      Listen listen, Path statePath, boolean checkpointInfo, List<ControllerConfig> controllers) {
    this(listen, statePath, checkpointInfo, List.of(), controllers);
  }

  /** How many tables are watched on all controllers. */
  public int tableCount() {
    return controllers.stream()
        .mapToInt(controller -> controller.tables().size())
        .sum();
  }
}
