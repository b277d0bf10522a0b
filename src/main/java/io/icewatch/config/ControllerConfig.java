package io.icewatch.config;

import io.icewatch.model.ControllerSettings;
import io.icewatch.model.TableSettings;
import java.util.List;

/**
 * One controller and what is watched on it.
 *
 * @param tables in the order of the file, each name once, at least one
 */
public record ControllerConfig(ControllerSettings settings, List<TableSettings> tables) {
  public ControllerConfig {
    tables = List.copyOf(tables);
  }
}
