package io.icewatch.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTest {
  @ParameterizedTest
  @CsvSource({
    "sales, sales.orders, true",
    "sales, orders, false",
    "sales, Sales.orders, false",
    "sales, sales, false",
    "sales, sales., false",
    "sales, sales.a.b, false",
    "sales, salesx.orders, false",
    "default, orders, true",
    "DEFAULT, orders, true",
    "default, sales.orders, false",
    "default, default.orders, false"
  })
  void itHoldsTheTablesThatPinotCountsAsItsOwn(String database, String table, boolean held) {
    assertThat(new Database(database).holds(table)).isEqualTo(held);
  }

  @ParameterizedTest
  @CsvSource({
    "sales, orders, sales.orders",
    "sales, sales.orders, sales.orders",
    "sales, other.orders, other.orders",
    "default, orders, orders",
    "default, default.orders, orders",
    "Default, DEFAULT.orders, orders"
  })
  void aTableHasItsDatabaseBeforeItExceptInTheDefaultOne(
      String database, String table, String qualified) {
    assertThat(new Database(database).qualified(table)).isEqualTo(qualified);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a.b", "a b", "a/b", "a\nb"})
  void aNameThatCannotStandBeforeATableIsNone(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Database(name))
        .withMessageContaining("(expected: a name without a dot;");
  }

  @Test
  void aListingIsSortedAndHasEachTableOnce() {
    assertThat(TableListing.of(java.util.List.of("b", "a", "b")).tables())
        .containsExactly("a", "b");
  }
}
