package io.icewatch.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** A real Alertmanager of one peer, which tells one webhook of everything; it can be killed. */
final class Alertmanager implements AutoCloseable {
  private final Path directory;
  private final Path config;
  private final int port;
  private Process process;

  private Alertmanager(Path directory, Path config, int port) throws IOException {
    this.directory = directory;
    this.config = config;
    this.port = port;
    this.process = started();
  }

  static Alertmanager telling(String webhook, Path directory) throws IOException {
    Path config = directory.resolve("alertmanager.yml");
    Files.writeString(config, """
        route: {receiver: all, group_by: [alertname], group_wait: 1s, group_interval: 1s, repeat_interval: 1h}
        receivers:
          - name: all
            webhook_configs: [{url: "%s"}]
        """.formatted(webhook));
    return new Alertmanager(directory, config, Ports.free());
  }

  private Process started() throws IOException {
    return new ProcessBuilder(
            Programs.require("prometheus-alertmanager").toString(),
            "--config.file=" + config,
            "--storage.path=" + directory.resolve("alertmanager"),
            // What it has told is on the disk within a second, so that it may be killed.
            "--data.maintenance-interval=1s",
            "--cluster.listen-address=",
            "--web.listen-address=127.0.0.1:" + port)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(
            directory.resolve("alertmanager.log").toFile()))
        .start();
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Its host and port. */
  String address() {
    return "127.0.0.1:" + port;
  }

  boolean ready() {
    return Http.status(url() + "/-/ready") == 200;
  }

  /** The alerts it holds; resolved ones are not among them. */
  JsonNode alerts() {
    return Http.json(url() + "/api/v2/alerts");
  }

  /** Whether it has written down whom it told until then: without that a kill makes it forget. */
  boolean keptSince(Instant told) throws IOException {
    Path log = directory.resolve("alertmanager").resolve("nflog");
    return Files.exists(log)
        && Files.getLastModifiedTime(log).toInstant().isAfter(told.plusSeconds(2));
  }

  /** Ends it without warning, and starts it again where it was. */
  void killAndRestart() throws IOException {
    process.destroyForcibly();
    process.onExit().join();
    process = started();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
