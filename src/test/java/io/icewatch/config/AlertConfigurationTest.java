package io.icewatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.AlertReceiver;
import io.icewatch.model.AlertSettings;
import io.icewatch.model.Credentials;
import io.icewatch.model.TlsFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertConfigurationTest {
  private static final Path TOKEN = Fixtures.GOOD.resolve("secrets/token");
  private static final Path PASSWORD = Fixtures.GOOD.resolve("secrets/password");

  @TempDir
  private Path directory;

  @Test
  void everyKeyIsTakenOver() {
    Credentials none = new Credentials.None();
    assertThat(Fixtures.loaded(Fixtures.GOOD.resolve("alerting.yml")).alerts())
        .isEqualTo(new AlertSettings(
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            10,
            true,
            new TreeMap<>(Map.of("cluster", "eu", "region", "1")),
            Optional.of("https://runbooks.example.com/"),
            Optional.of("https://grafana.example.com"),
            List.of(
                new AlertReceiver.Alertmanager(new AlertReceiver.Connection(
                    URI.create("https://am-0.example.com/prefix/"),
                    new Credentials.BearerFile(TOKEN),
                    new TlsFiles(
                        Optional.of(TOKEN), Optional.of(new TlsFiles.Identity(TOKEN, PASSWORD))),
                    Duration.ofSeconds(5))),
                new AlertReceiver.Alertmanager(new AlertReceiver.Connection(
                    URI.create("http://127.0.0.1:9093"),
                    none,
                    TlsFiles.none(),
                    Duration.ofSeconds(10))),
                new AlertReceiver.Webhook(
                    "pager",
                    new AlertReceiver.Connection(
                        URI.create("https://pager.example.com/hook?team=data"),
                        new Credentials.BasicFile("icewatch", PASSWORD),
                        TlsFiles.none(),
                        Duration.ofSeconds(10)),
                    Duration.ofHours(1)))));
  }

  @Test
  void withoutReceiversNobodyIsTold() {
    assertThat(Fixtures.loaded(Fixtures.GOOD.resolve("smallest.yml")).alerts())
        .isEqualTo(AlertSettings.defaults());
  }

  @Test
  void credentialsInTheOpenAndUselessTlsAreWarnedOf() throws IOException {
    String token = TOKEN.toAbsolutePath().toString();
    assertThat(Fixtures.warnings(directory, """
            alertmanagers:
              - url: http://am.example.com
                auth: {bearerTokenFile: %s}
                tls: {caFile: %s}
            controllers:
              - name: prod
                url: http://localhost:9000
                tables: [{name: orders_OFFLINE}]
            """.formatted(token, token)))
        .containsExactly(
            "alertmanagers[0].url: http with credentials at line 2:5 (expected: https, or anyone"
                + " on the way can read them)",
            "alertmanagers[0].tls: tls with http at line 4:5 (expected: https in the url, or no"
                + " tls)");
  }
}
