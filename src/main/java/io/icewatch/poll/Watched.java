package io.icewatch.poll;

import io.icewatch.model.CatalogSettings;
import io.icewatch.model.ControllerSettings;
import io.icewatch.model.TableId;
import io.icewatch.model.TableSettings;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that is to be polled, and how.
 *
 * @param catalogs each name once
 * @param controllers each name once; one may have no tables
 * @param tables each once, of these controllers; of a controller they are spread over the interval
 *     in this order
 */
public record Watched(
    List<CatalogSettings> catalogs,
    List<ControllerSettings> controllers,
    List<TableSettings> tables) {
  public Watched {
    catalogs = List.copyOf(catalogs);
    controllers = List.copyOf(controllers);
    tables = List.copyOf(tables);
    once("catalog", catalogs.stream().map(CatalogSettings::name).toList());
    Set<String> names =
        once("controller", controllers.stream().map(ControllerSettings::name).toList());
    for (TableId id : once("table", tables.stream().map(TableSettings::id).toList())) {
      if (!names.contains(id.controller())) {
        throw new IllegalArgumentException(
            "table: " + id + " (expected: one of the controllers " + names + ")");
      }
    }
  }

  /** Nothing. */
  public static Watched nothing() {
    return new Watched(List.of(), List.of(), List.of());
  }

  private static <T> Set<T> once(String kind, List<T> names) {
    Set<T> distinct = names.stream().collect(Collectors.toSet());
    if (distinct.size() < names.size()) {
      throw new IllegalArgumentException(kind + ": " + names + " (expected: each of them once)");
    }
    return distinct;
  }
}
