package io.icewatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import com.sun.net.httpserver.HttpServer;
import io.icewatch.tls.Authority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import okhttp3.tls.HeldCertificate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged daemon behind TLS, client certificates and passwords, with secrets all about it. */
class WebSecurityIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PASSWORD = "planted-web-password";
  private static final List<String> ROUTES = List.of(
      "/",
      "/?q=orders",
      "/tables/prod/orders_OFFLINE",
      "/metrics",
      "/-/healthy",
      "/-/ready",
      "/nowhere",
      "/api/v1/config",
      "/api/v1/tables",
      "/api/v1/tables/prod/orders_OFFLINE",
      "/api/v1/runs",
      "/api/v1/decisions",
      "/api/v1/alerts",
      "/api/v1/standings",
      "/api/v1/history",
      "/api/v1/openapi.json",
      "/probe?controller=prod&table=orders_OFFLINE&debug=true",
      "/sd");

  private final Authority authority = new Authority();
  private final HeldCertificate client = authority.issue("prometheus", "prometheus.example.com");
  private final List<String> planted = new ArrayList<>();

  @TempDir
  private Path directory;

  private HttpServer controller;

  /** Says every secret that it is told back, in the words of an error. */
  @BeforeEach
  void serve() throws IOException {
    controller = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    controller.createContext("/", exchange -> {
      String told = exchange.getRequestHeaders().getFirst("Authorization");
      byte[] body =
          ("{\"code\":500,\"error\":\"refused: " + told + "\"}").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(500, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    });
    controller.start();
  }

  @AfterEach
  void stop() {
    controller.stop(0);
  }

  @Test
  void prometheusScrapesByTlsCertificateAndPasswordAndNothingShowsASecret() throws Exception {
    Path config = configured();
    List<String> said = new ArrayList<>();
    try (Icewatch daemon =
        Icewatch.start(directory, "run", "--config", config.toString(), "--log.level=debug")) {
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> daemon.printed("port=(\\d+)").isPresent());
      int port = Integer.parseInt(daemon.printed("port=(\\d+)").orElseThrow());
      try (Prometheus prometheus = Prometheus.with(scrape(port), directory)) {
        Awaitility.await().atMost(PATIENCE).until(prometheus::ready);
        Awaitility.await()
            .atMost(PATIENCE)
            .until(() -> prometheus.query("up == 1").size() == 1);
      }
      String right = "prometheus:" + PASSWORD;
      for (String route : ROUTES) {
        HttpResponse<String> answer = ask(port, route, right);
        said.add(answer.headers().map() + answer.body());
        said.add(ask(port, route, "prometheus:wrong").body());
      }
      assertThat(ask(port, "/-/healthy", right).statusCode()).isEqualTo(200);
      assertThat(ask(port, "/-/healthy", "prometheus:wrong").statusCode()).isEqualTo(401);
      assertThat(daemon.stop()).isEqualTo(143);
      said.addAll(daemon.output());
    }
    said.addAll(checked("config", "check", "--config", config.toString()));
    said.addAll(checked("web", "check", directory.resolve("web.yml").toString()));
    assertThat(String.join("\n", said)).contains("orders_OFFLINE").doesNotContain(planted);
  }

  private List<String> checked(String... arguments) throws Exception {
    try (Icewatch command = Icewatch.start(directory, arguments)) {
      assertThat(command.process().waitFor()).isZero();
      command.stop();
      return command.output();
    }
  }

  private Path configured() throws IOException {
    Authority.write(directory, "server", authority.issue("icewatch", "localhost"));
    Authority.write(directory, "client", client);
    authority.write(directory.resolve("ca.pem"));
    String key = Files.readString(directory.resolve("server.key"));
    planted.add(key.lines().skip(1).findFirst().orElseThrow());
    String hash = BCrypt.withDefaults().hashToString(6, PASSWORD.toCharArray());
    planted.add(PASSWORD);
    planted.add(hash);
    planted.add(Base64.getEncoder()
        .encodeToString(("prometheus:" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
    Files.writeString(directory.resolve("web.yml"), """
        tls_server_config:
          cert_file: server.pem
          key_file: server.key
          client_auth_type: RequireAndVerifyClientCert
          client_ca_file: ca.pem
          client_allowed_sans: [prometheus.example.com]
        basic_auth_users: {prometheus: %s}
        """.formatted(hash));
    for (String name : List.of("token", "trigger", "am", "hook", "catalog", "property")) {
      secret(name);
    }
    return Files.writeString(
        directory.resolve("icewatch.yml"), """
        web: {listen: "127.0.0.1:0", configFile: web.yml}
        state: {path: state.db}
        alertmanagers:
          - url: http://127.0.0.1:%1$d/am
            auth: {bearerTokenFile: am}
        webhooks:
          - name: hook
            url: http://127.0.0.1:%1$d/hook
            auth: {basic: {username: someone, passwordFile: hook}}
        catalogs:
          lake:
            type: rest
            uri: http://127.0.0.1:%1$d/catalog
            secrets: {password: {file: property}}
            auth: {bearerTokenFile: catalog}
        alerts: {interval: 1s, watchdog: true}
        controllers:
          - name: prod
            url: http://127.0.0.1:%1$d
            auth: {bearerTokenFile: token}
            triggerAuth: {basic: {username: someone, passwordFile: trigger}}
            tables:
              - name: orders_OFFLINE
                poll: {interval: 1s}
                trigger: {mode: auto}
                catalog: {name: lake, table: sales.orders}
        """.formatted(controller.getAddress().getPort()));
  }

  private void secret(String name) throws IOException {
    String text = "planted-" + name + "-0123456789";
    Files.writeString(directory.resolve(name), text);
    planted.add(text);
    planted.add(
        Base64.getEncoder().encodeToString(("someone:" + text).getBytes(StandardCharsets.UTF_8)));
  }

  private String scrape(int port) throws IOException {
    Files.writeString(directory.resolve("password"), PASSWORD);
    return """
        global: {scrape_interval: 1s, scrape_timeout: 1s}
        scrape_configs:
          - job_name: icewatch
            scheme: https
            basic_auth: {username: prometheus, password_file: password}
            tls_config:
              {ca_file: ca.pem, cert_file: client.pem, key_file: client.key, server_name: localhost}
            static_configs: [{targets: ["127.0.0.1:%d"]}]
        """.formatted(port);
  }

  private HttpResponse<String> ask(int port, String route, String credentials) throws Exception {
    return HttpClient.newBuilder()
        .sslContext(authority.client(client))
        .build()
        .send(
            HttpRequest.newBuilder(URI.create("https://localhost:" + port + route))
                .timeout(Duration.ofSeconds(20))
                .header(
                    "Authorization",
                    "Basic "
                        + Base64.getEncoder()
                            .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
