package io.icewatch.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A real Prometheus that scrapes one target each second. */
final class Prometheus implements AutoCloseable {
  private final Process process;
  private final String url;

  private Prometheus(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  static Prometheus scraping(int port, Path directory) throws IOException {
    return started(scrapes(port), directory);
  }

  /** One that finds its targets by HTTP service discovery. */
  static Prometheus discovering(String url, Path directory) throws IOException {
    return started("""
        global: {scrape_interval: 5s, scrape_timeout: 4s}
        scrape_configs:
          - job_name: tables
            http_sd_configs: [{url: "%s", refresh_interval: 5s}]
        """.formatted(url), directory);
  }

  /** One that evaluates rules, and tells Alertmanagers at {@code host:port} of what fires. */
  static Prometheus telling(List<String> alertmanagers, List<Path> rules, int port, Path directory)
      throws IOException {
    String targets = String.join(", ", alertmanagers);
    String files = rules.stream().map(Path::toString).collect(Collectors.joining(", "));
    return started(
        scrapes(port)
            + "alerting: {alertmanagers: [{static_configs: [{targets: [" + targets + "]}]}]}\n"
            + "rule_files: [" + files + "]\n",
        directory);
  }

  /** One with settings of its own; files that they name are in the directory. */
  static Prometheus with(String settings, Path directory) throws IOException {
    return started(settings, directory);
  }

  private static String scrapes(int port) {
    return """
        global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
        scrape_configs:
          - job_name: icewatch
            static_configs: [{targets: ["127.0.0.1:%d"]}]
        """.formatted(port);
  }

  private static Prometheus started(String settings, Path directory) throws IOException {
    Path program = Programs.require("prometheus");
    Path config = Files.writeString(directory.resolve("prometheus.yml"), settings);
    int own = freePort();
    Process process = new ProcessBuilder(
            program.toString(),
            "--config.file=" + config,
            "--storage.tsdb.path=" + directory.resolve("tsdb"),
            "--web.listen-address=127.0.0.1:" + own)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("prometheus.log").toFile())
        .start();
    return new Prometheus(process, "http://127.0.0.1:" + own);
  }

  String url() {
    return url;
  }

  boolean ready() {
    return Http.status(url + "/-/ready") == 200;
  }

  /** The value of each series of an instant query, by its table label. */
  Map<String, Double> query(String promQl) {
    JsonNode answer = ask(promQl);
    if (!answer.path("status").asText().equals("success")) {
      throw new AssertionError(promQl + ": " + answer);
    }
    Map<String, Double> values = new TreeMap<>();
    for (JsonNode series : answer.path("data").path("result")) {
      values.put(
          series.path("metric").path("table").asText(),
          Double.parseDouble(series.path("value").path(1).asText()));
    }
    return values;
  }

  /** The answer to an instant query, a refusal too. */
  JsonNode ask(String promQl) {
    return Http.json(url + "/api/v1/query?query=" + encoded(promQl));
  }

  /** The answer to a range query, a refusal too. */
  JsonNode ask(String promQl, Instant from, Instant to, Duration step) {
    return Http.json(url + "/api/v1/query_range?query=" + encoded(promQl) + "&start="
        + from.getEpochSecond() + "&end=" + to.getEpochSecond() + "&step=" + step.toSeconds());
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static String encoded(String promQl) {
    return URLEncoder.encode(promQl, StandardCharsets.UTF_8);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
