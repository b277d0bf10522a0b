package io.icewatch.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.icewatch.model.Database;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IcebergDialectTest {
  @ParameterizedTest
  @CsvSource({
    "http://h:9000, http://h:9000/tables/t_OFFLINE/iceberg/status",
    "http://h:9000/, http://h:9000/tables/t_OFFLINE/iceberg/status",
    "http://h:9000//, http://h:9000/tables/t_OFFLINE/iceberg/status",
    "https://h/api/pinot, https://h/api/pinot/tables/t_OFFLINE/iceberg/status",
    "https://h/api/pinot/, https://h/api/pinot/tables/t_OFFLINE/iceberg/status",
    "https://h//api//pinot//, https://h/api/pinot/tables/t_OFFLINE/iceberg/status",
    "https://h/a%20b/, https://h/a%20b/tables/t_OFFLINE/iceberg/status"
  })
  void aPathPrefixNeverMakesADoubleSlash(String base, String expected) {
    assertThat(dialect(base).status("t_OFFLINE").url()).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "a/b, a%2Fb",
    "a b, a%20b",
    "a;x=1, a%3Bx%3D1",
    "a?b#c, a%3Fb%23c",
    "a%2Fb, a%252Fb",
    "a+b&c, a%2Bb%26c",
    "..., ...",
    "größe, gr%C3%B6%C3%9Fe"
  })
  void aTableIsOnePathSegmentWhateverItsName(String table, String segment) {
    assertThat(dialect("http://h").checkpoint(table).url())
        .hasToString("http://h/tables/" + segment + "/iceberg/checkpoint");
  }

  @Test
  void aSnapshotIdKeepsAll64Bits() {
    assertThat(dialect("http://h").filesAt("t", Long.MAX_VALUE).orElseThrow().url())
        .hasToString("http://h/tables/t/iceberg/files?snapshotId=9223372036854775807");
    assertThat(dialect("http://h").files("t").orElseThrow().url())
        .hasToString("http://h/tables/t/iceberg/files");
  }

  @Test
  void theConfigIsThatOfTheTableWithItsType() {
    assertThat(dialect("https://h/api/pinot/").tableConfig("a b_OFFLINE").url())
        .hasToString("https://h/api/pinot/tables/a%20b_OFFLINE");
  }

  @ParameterizedTest
  @CsvSource({
    "my_table_OFFLINE, my_table",
    "my_table, my_table",
    "db.my_table_OFFLINE, db.my_table",
    "a+b=c_OFFLINE, a%2Bb%3Dc",
    "t_OFFLINE_OFFLINE, t_OFFLINE"
  })
  void theTriggerNamesOneTableWithoutItsType(String table, String sent) {
    assertThat(dialect("https://h/api/pinot/").trigger(table).url())
        .hasToString("https://h/api/pinot/periodictask/run?taskname=IcebergIngestionTask&tableName="
            + sent
            + "&type=OFFLINE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\t\n",
        "_OFFLINE",
        " _OFFLINE",
        "\u00a0_OFFLINE",
        "\u3000",
        "a,b",
        "a b",
        "*",
        "t\u0000",
        "..",
        ".",
        "t_REALTIME",
        "a&tableName=b"
      })
  void aTriggerOfAnythingButOneOfflineTableIsRefused(String table) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dialect("http://h").trigger(table))
        .withMessageContaining("(expected: the name of one OFFLINE table)");
  }

  @Test
  void theListIsOfOfflineTablesWithTheTask() {
    assertThat(dialect("https://h/api/pinot/").tables().url())
        .hasToString("https://h/api/pinot/tables?type=offline&taskType=IcebergIngestionTask");
  }

  @ParameterizedTest
  @CsvSource({
    "sales, sales.orders_OFFLINE, sales.orders",
    "default, orders_OFFLINE, orders",
    "DEFAULT, orders, orders"
  })
  void theTriggerNamesATableOfTheDatabase(String database, String table, String sent) {
    assertThat(dialectOf(database).trigger(table).url().queryParameter("tableName"))
        .isEqualTo(sent);
  }

  @ParameterizedTest
  @CsvSource({
    "sales, orders_OFFLINE",
    "sales, other.orders_OFFLINE",
    "sales, Sales.orders_OFFLINE",
    "sales, sales._OFFLINE",
    "sales, sales.orders.x_OFFLINE",
    "sales, sales_OFFLINE",
    "default, sales.orders_OFFLINE"
  })
  void aTriggerOfATableOfAnotherDatabaseIsRefused(String database, String table) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dialectOf(database).trigger(table))
        .withMessage("table: '%s' (expected: the name of one table of the database %s)"
            .formatted(table, database));
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://h/, scheme ftp",
    "http://user:secret@h/, has user information",
    "http://h/?a=b, has a query or a fragment",
    "http://h/#a, has a query or a fragment"
  })
  void anAddressThatIsNoPlainHttpIsRefusedWithoutShowingIt(String url, String found) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dialect(url))
        .withMessageStartingWith("url: " + found)
        .withMessageNotContaining("secret");
  }

  private static IcebergDialect dialectOf(String database) {
    return new IcebergDialect(
        new BaseUrl(URI.create("http://h")), Optional.of(new Database(database)));
  }

  private static IcebergDialect dialect(String base) {
    return new IcebergDialect(new BaseUrl(URI.create(base)));
  }
}
