package io.icewatch.model;

import java.util.List;

/**
 * The whole fleet at one moment, immutable.
 *
 * @param version grows with every change, so a view can tell whether anything is new
 * @param tables by controller and name, each once; an unchanged table is the same object as before
 * @param controllers by name, each once
 * @param catalogs by name, each once
 */
public record Snapshot(
    long version,
    List<TableState> tables,
    List<ControllerState> controllers,
    List<CatalogState> catalogs) {

  /** A fleet of which no table names a catalog. */
  public Snapshot(long version, List<TableState> tables, List<ControllerState> controllers) {
    this(version, tables, controllers, List.of());
  }

  public Snapshot {
    tables = List.copyOf(tables);
    controllers = List.copyOf(controllers);
    catalogs = List.copyOf(catalogs);
  }
}
