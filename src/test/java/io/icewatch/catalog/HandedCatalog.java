package io.icewatch.catalog;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;

/** A catalog of a class by name that hands out one table of this process, and knows its version. */
public final class HandedCatalog implements Catalog {
  private static final Map<String, Supplier<Table>> HANDED = new ConcurrentHashMap<>();

  private Supplier<Table> table = () -> {
    throw new IllegalStateException("not initialized");
  };

  static String hand(String name, Supplier<Table> table) {
    HANDED.put(name, table);
    return HandedCatalog.class.getName();
  }

  @Override
  public void initialize(String name, Map<String, String> properties) {
    this.table = HANDED.get(name);
  }

  @Override
  public Table loadTable(TableIdentifier id) {
    Table handed = table.get();
    String version = ((BaseTable) handed).operations().current().metadataFileLocation();
    Question question = Question.current().orElseThrow();
    if (question.known().filter(version::equals).isPresent()) {
      throw new Unchanged(version);
    }
    question.found(version);
    return handed;
  }

  @Override
  public List<TableIdentifier> listTables(Namespace namespace) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean dropTable(TableIdentifier id, boolean purge) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void renameTable(TableIdentifier from, TableIdentifier to) {
    throw new UnsupportedOperationException();
  }
}
