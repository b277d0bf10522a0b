package io.icewatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubstitutionTest {
  private static final Map<String, String> ENV =
      Map.of("A", "1", "B_2", "two", "E", "", "NESTED", "${A}", "CASH", "$");

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "plain, plain",
        "${A}, 1",
        "x${A}y${B_2}z, x1ytwoz",
        "${A}${A}, 11",
        "${NONE:-d}, d",
        "${E:-d}, d",
        "${A:-d}, 1",
        "${NONE:-}, \"\"",
        "${E}, \"\"",
        "${NONE:-a:-b}, a:-b",
        "${NONE:-http://h/}, http://h/",
        "$${A}, ${A}",
        "$$${A}, $${A}",
        "$A, $A",
        "a$, a$",
        "$$, $$",
        "{A}, {A}",
        "${NESTED}, ${A}",
        "${CASH}{A}, ${A}",
        "}${A}{, }1{"
      })
  void variablesAreFilledInOnce(String text, String filled) {
    assertThat(Substitution.fill(text, ENV)).isEqualTo(new Substitution.Filled(filled));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${NONE}",
        "${",
        "${A",
        "${}",
        "${:-x}",
        "${1}",
        "${A B}",
        "${A:x}",
        "${A-x}",
        "${A:-${E}}"
      })
  void anythingElseAfterDollarBraceIsWrong(String text) {
    assertThat(Substitution.fill(text, ENV)).isInstanceOf(Substitution.Wrong.class);
  }
}
