package io.icewatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The systemd unit, as systemd itself judges it where it is there. */
class UnitFileTest {
  private static final Path UNIT = Path.of("deploy", "systemd", "icewatch.service");
  private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");

  @Test
  void everySettingIsGivenOnceAndTheStateIsWhereThereIsWriting() throws IOException {
    List<String> lines = Files.readAllLines(UNIT);
    assertThat(lines)
        .filteredOn(line -> line.contains("=") && !line.startsWith("#"))
        .filteredOn(line -> !line.startsWith("SystemCallFilter="))
        .extracting(line -> line.substring(0, line.indexOf('=')))
        .doesNotHaveDuplicates();
    assertThat(lines)
        .contains("StateDirectory=icewatch", "DynamicUser=yes", "SuccessExitStatus=143")
        .contains("ExecReload=/bin/kill -HUP $MAINPID");
  }

  @Test
  void systemdLeavesItLittleToHarm() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(ANALYZE), ANALYZE + " is not installed");
    Process process = new ProcessBuilder(
            ANALYZE.toString(), "security", "--offline=true", "--threshold=15", UNIT.toString())
        .redirectErrorStream(true)
        .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
