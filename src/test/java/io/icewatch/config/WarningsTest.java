package io.icewatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarningsTest {
  private static final String TABLES = "    tables: [{name: a_OFFLINE}, {name: b_OFFLINE}]\n";

  @TempDir
  private Path directory;

  @Test
  void aRateThatTheIntervalsExceedIsWarnedOf() throws IOException {
    String tables = IntStream.range(0, 1000)
        .mapToObj(i -> "      - name: t" + i + "_OFFLINE\n")
        .collect(Collectors.joining());
    String head = "controllers:\n  - name: p\n    url: http://localhost\n";
    // 1000/15 + 1000/60 + 1000/150
    assertThat(Fixtures.warnings(
            directory, head + "    limits: {requestsPerSecond: 89}\n    tables:\n" + tables))
        .containsExactly(
            "controllers[0].limits.requestsPerSecond: 89 at line 4:14 (expected: at least 90,"
                + " what 1000 tables ask at these intervals)");
    assertThat(Fixtures.warnings(
            directory, head + "    limits: {requestsPerSecond: 90}\n    tables:\n" + tables))
        .isEmpty();
  }

  @Test
  void aTimeoutLongerThanTheIntervalIsWarnedOfOnce() throws IOException {
    assertThat(Fixtures.warnings(
            directory,
            "defaults: {poll: {timeout: 20s}}\n"
                + "controllers:\n  - name: p\n    url: http://localhost\n"
                + TABLES))
        .containsExactly("defaults.poll.timeout: 20s at line 1:28"
            + " (expected: at most poll.interval (15s by default))");
  }

  @Test
  void anIntervalShorterThanTheDefaultTimeoutIsWarnedOf() throws IOException {
    assertThat(Fixtures.warnings(
            directory,
            "defaults: {poll: {interval: 6s}}\n"
                + "controllers:\n  - name: p\n    url: http://localhost\n"
                + TABLES))
        .containsExactly("defaults.poll.interval: 6s at line 1:29"
            + " (expected: at least poll.timeout (10s by default))");
  }

  @Test
  void credentialsOverPlainHttpAreWarnedOfUnlessOnThisMachine() throws IOException {
    String file = "    auth: {bearerTokenFile: icewatch.yml}\n" + TABLES;
    assertThat(Fixtures.warnings(
            directory, "controllers:\n  - name: p\n    url: http://pinot:9000\n" + file))
        .containsExactly("controllers[0].url: http with credentials at line 3:5"
            + " (expected: https, or anyone on the way can read them)");
    for (String url : new String[] {"http://127.0.0.1", "http://[::1]:9000", "https://pinot"}) {
      assertThat(Fixtures.warnings(
              directory, "controllers:\n  - name: p\n    url: '" + url + "'\n" + file))
          .isEmpty();
    }
  }
}
