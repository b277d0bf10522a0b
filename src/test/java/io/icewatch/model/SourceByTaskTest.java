package io.icewatch.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceByTaskTest {
  private static final SourceByTask LAKE = new SourceByTask("lake", Optional.empty());

  private static SourceByTask.Naming naming(SourceByTask source, String... pairs) {
    Map<String, String> properties = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      properties.put(pairs[i], pairs[i + 1]);
    }
    return source.of(new IngestionTask(Optional.empty(), Optional.empty(), properties));
  }

  private static SourceByTask.Naming named(String table, String branch) {
    return new SourceByTask.Named(new SourceTable("lake", table, branch));
  }

  private static String why(SourceByTask.Naming naming) {
    return ((SourceByTask.Unnamed) naming).why();
  }

  @ParameterizedTest
  @CsvSource({
    "iceberg.table.name, sales.orders",
    "iceberg.table.identifier, sales.eu.orders",
    "iceberg.catalog.table, sales.orders",
    "iceberg.table, ' sales.orders '"
  })
  void aWholeNameUnderAnyOfTheKnownPropertiesIsTheTable(String property, String value) {
    assertThat(naming(LAKE, property, value)).isEqualTo(named(value.strip(), "main"));
  }

  @Test
  void everyDocumentedPropertyIsLookedAt() {
    SourceByTask.TABLE.forEach(
        property -> assertThat(naming(LAKE, property, "a.b")).isEqualTo(named("a.b", "main")));
    SourceByTask.NAMESPACE.forEach(
        property -> assertThat(naming(LAKE, "iceberg.table", "b", property, "a.c"))
            .isEqualTo(named("a.c.b", "main")));
    SourceByTask.BRANCH.forEach(
        property -> assertThat(naming(LAKE, "iceberg.table", "a.b", property, "audit"))
            .isEqualTo(named("a.b", "audit")));
  }

  @Test
  void theConfiguredBranchComesBeforeTheTasks() {
    SourceByTask main = new SourceByTask("lake", Optional.of("main"));
    assertThat(naming(main, "iceberg.table", "a.b", "iceberg.branch", "audit"))
        .isEqualTo(named("a.b", "main"));
  }

  @Test
  void aNameThatHoldsItsNamespaceIsNotGivenItTwice() {
    assertThat(naming(LAKE, "iceberg.table.name", "a.b", "iceberg.namespace", "a"))
        .isEqualTo(named("a.b", "main"));
    assertThat(naming(LAKE, "iceberg.table", "a.b", "iceberg.table.name", "a.b"))
        .isEqualTo(named("a.b", "main"));
  }

  @Test
  void ofTwoNamespacesOrBranchesNoneIsChosen() {
    assertThat(why(
            naming(LAKE, "iceberg.table", "b", "iceberg.namespace", "a", "iceberg.database", "c")))
        .contains("names more than one: a and c (expected: one");
    String[] branches = {"iceberg.table", "a.b", "iceberg.branch", "x", "iceberg.table.branch", "y"
    };
    assertThat(why(naming(LAKE, branches))).contains("names more than one: y and x (expected: one");
    assertThat(naming(new SourceByTask("lake", Optional.of("audit")), branches))
        .isEqualTo(named("a.b", "audit"));
  }

  @Test
  void aPropertyWithoutAValueNamesNothing() {
    assertThat(naming(LAKE, "iceberg.table", "a.b", "iceberg.table.name", " "))
        .isEqualTo(named("a.b", "main"));
  }

  @Test
  void theTableIsThereWhereItIsNamed() {
    assertThat(naming(LAKE, "iceberg.table", "a.b").table())
        .contains(new SourceTable("lake", "a.b", "main"));
    assertThat(naming(LAKE).table()).isEmpty();
  }

  @Test
  void whatIsNotOneTableForCertainIsNoneAndSaysWhy() {
    assertThat(why(naming(LAKE)))
        .startsWith("the table's ingestion task names no table (expected: one of iceberg.table.id");
    assertThat(why(naming(LAKE, "iceberg.table.name", "orders")))
        .startsWith(
            "the table's ingestion task names table orders without a namespace (expected: ");
    assertThat(why(naming(LAKE, "iceberg.table.name", "a.b", "iceberg.table", "a.c")))
        .contains("names more than one: a.b and a.c", "(expected: one");
    assertThat(why(naming(LAKE, "iceberg.table", "a.b", "iceberg.namespace", "c")))
        .contains("names table a.b and namespace c (expected: one within the other");
    assertThat(why(naming(LAKE, "iceberg.table", "a..b"))).contains("names 'a..b'");
    assertThat(why(naming(LAKE, "iceberg.table", "a.\u001b[31mb"))).contains("names 'a.?[31mb'");
  }
}
