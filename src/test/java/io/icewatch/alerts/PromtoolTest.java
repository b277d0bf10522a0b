package io.icewatch.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.it.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What promtool and amtool say of {@code alerts/}. */
class PromtoolTest {
  private static final String EXAMPLE =
      Rules.DIRECTORY.resolve("alertmanager.example.yml").toString();

  static List<Path> tests() throws IOException {
    return Rules.tests();
  }

  @Test
  void theRulesAreWithoutFaultOrLint() throws Exception {
    Stream<String> files =
        Rules.FILES.stream().map(file -> Rules.DIRECTORY.resolve(file).toString());
    String[] arguments = Stream.concat(
            Stream.of("check", "rules", "--lint=all", "--lint-fatal"), files)
        .toArray(String[]::new);
    assertThat(Output.of(Programs.require("promtool"), arguments)).endsWith("exit 0");
  }

  @ParameterizedTest
  @MethodSource("tests")
  void theRulesFireWhenTheyShouldAndOnlyThen(Path test) throws Exception {
    assertThat(Output.of(Programs.require("promtool"), "test", "rules", test.toString()))
        .endsWith("exit 0");
  }

  @Test
  void alertmanagerTakesTheExample() throws Exception {
    assertThat(Output.of(Programs.require("amtool"), "check-config", EXAMPLE)).endsWith("exit 0");
  }

  @ParameterizedTest
  @CsvSource({
    "pager, alertname=PinotIcebergLagHigh severity=critical",
    "tickets, alertname=PinotIcebergLagHigh severity=warning",
    "watchdog, alertname=IcewatchWatchdog severity=none",
  })
  void theExampleSendsEachSeverityToItsReceiver(String receiver, String labels) throws Exception {
    String[] arguments = Stream.concat(
            Stream.of("config", "routes", "test", "--config.file=" + EXAMPLE),
            Stream.concat(
                Stream.of("--verify.receivers=" + receiver), Stream.of(labels.split(" "))))
        .toArray(String[]::new);
    assertThat(Output.of(Programs.require("amtool"), arguments)).endsWith("exit 0");
  }
}
