package io.icewatch.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.icewatch.model.TableId;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other people's parsers say of the exposition; each is skipped where it is not installed. */
class ForeignParsersTest {
  private static final String STRICT_OPENMETRICS = """
      import sys
      from prometheus_client.openmetrics.parser import text_string_to_metric_families
      families = list(text_string_to_metric_families(sys.stdin.buffer.read().decode()))
      print(sum(len(family.samples) for family in families))
      """;

  @TempDir
  private Path directory;

  @Test
  void promtoolFindsNothingToSay() throws Exception {
    needs("promtool", "--version");
    String text = Scrapes.text(everything().render(Format.TEXT, false));
    assertThat(output(text, "promtool", "check", "metrics")).isEqualTo("exit 0\n");
  }

  @Test
  void theStrictOpenMetricsParserReadsEverySample() throws Exception {
    needs("/usr/bin/python3", "-c", "import prometheus_client");
    String text = Scrapes.text(everything().render(Format.OPENMETRICS, false));
    assertThat(output(text, "/usr/bin/python3", "-c", STRICT_OPENMETRICS))
        .isEqualTo(Parsed.samples(text).size() + "\nexit 0\n");
  }

  @Test
  void gzipFindsTheJoinedMembersWhole() throws Exception {
    needs("gzip", "--version");
    Path file = directory.resolve("scrape.gz");
    Files.write(file, Scrapes.bytes(everything().render(Format.TEXT, true)));
    assertThat(output("", "gzip", "--test", file.toString())).isEqualTo("exit 0\n");
  }

  /** All families, with the JVM's, of tables in every state and of hostile names. */
  private static Exposition everything() {
    Instant now = SmallFleet.NOW;
    RandomFleet fleet = new RandomFleet(
        5,
        HostileNamesTest.NAMES.stream().map(name -> new TableId("prod", name)).toList());
    fleet.change(500, now);
    CollectorRegistry daemon = new CollectorRegistry();
    new DaemonMetrics(daemon, "1.2.3", "17").skipped(new TableId("prod", "orders_OFFLINE"));
    DaemonMetrics.registerJvm(daemon);
    return new Exposition(fleet::snapshot, () -> now, daemon, true);
  }

  private void needs(String... command) throws Exception {
    try {
      if (output("", command).endsWith("exit 0\n")) {
        return;
      }
    } catch (IOException e) {
      // Not installed: the same as not working.
    }
    String missing = String.join(" ", List.of(command)) + " does not work here";
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(missing + " (expected: installed where CI=true)");
    }
    abort(missing);
  }

  private String output(String input, String... command) throws Exception {
    Path in = Files.writeString(directory.resolve("in"), input, StandardCharsets.UTF_8);
    Path out = directory.resolve("out");
    Process process = new ProcessBuilder(command)
        .redirectInput(in.toFile())
        .redirectErrorStream(true)
        .redirectOutput(out.toFile())
        .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(List.of(command) + " did not end (expected: within 60 s)");
    }
    return Files.readString(out) + "exit " + process.exitValue() + "\n";
  }
}
