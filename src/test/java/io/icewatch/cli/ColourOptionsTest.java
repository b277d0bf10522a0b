package io.icewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColourOptionsTest {
  @ParameterizedTest
  @CsvSource({
    "AUTO, unset, true, true",
    "AUTO, unset, false, false",
    "AUTO, 1, true, false",
    "AUTO, '', true, true",
    "ALWAYS, 1, false, true",
    "NEVER, unset, true, false",
  })
  void coloursAreForTerminalsUnlessSomebodySaysOtherwise(
      ColourOptions.When when, String noColor, boolean terminal, boolean coloured) {
    Map<String, String> env = noColor.equals("unset") ? Map.of() : Map.of("NO_COLOR", noColor);
    assertThat(ColourOptions.wanted(when, env, terminal)).isEqualTo(coloured);
  }
}
