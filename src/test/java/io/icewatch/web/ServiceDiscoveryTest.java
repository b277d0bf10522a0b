package io.icewatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.icewatch.model.Snapshot;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceDiscoveryTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AtomicReference<Snapshot> fleet = new AtomicReference<>(
      WebFleet.of(WebFleet.ok("clicks_OFFLINE"), WebFleet.ok("orders_OFFLINE")));
  private final WebServer server = WebServer.start(
      WebEngine.begin(),
      new WebSettings("127.0.0.1", 0),
      new Content(
          fleet::get,
          (exposition, gzip) -> new MetricsSource.Scrape("text/test", List.of(), 0),
          () -> WebFleet.NOW));

  @AfterEach
  void close() {
    server.close();
  }

  private String send(String requestLine, String host) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      String request = requestLine + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private JsonNode groups(String host) throws Exception {
    String answer = send("GET /sd", host);
    assertThat(answer)
        .startsWith("HTTP/1.1 200")
        .containsIgnoringCase("content-type: application/json\r\n");
    return JSON.readTree(answer.substring(answer.indexOf("\r\n\r\n")));
  }

  @Test
  void everyTableIsATargetThatPrometheusScrapesWithoutRelabelling() throws Exception {
    assertThat(groups("icewatch.example.com:9912")).hasSize(2);
    assertThat(groups("icewatch.example.com:9912").get(1)).isEqualTo(JSON.readTree("""
        {"targets": ["icewatch.example.com:9912"],
         "labels": {"__scheme__": "http", "__metrics_path__": "/probe",
                    "__param_controller": "prod", "__param_table": "orders_OFFLINE",
                    "instance": "prod/orders_OFFLINE",
                    "__meta_icewatch_controller": "prod",
                    "__meta_icewatch_table": "orders_OFFLINE"}}
        """));
  }

  @Test
  void aFleetWithoutTablesIsAnEmptyList() throws Exception {
    fleet.set(WebFleet.of());
    assertThat(groups("x")).isEqualTo(JSON.readTree("[]"));
  }

  @ParameterizedTest
  @CsvSource({
    "icewatch, icewatch:80",
    "10.0.0.7:9912, 10.0.0.7:9912",
    "[::1]:9912, [::1]:9912",
  })
  void theTargetIsTheAddressThatTheAskerUsed(String host, String target) throws Exception {
    assertThat(groups(host).at("/0/targets/0").asText()).isEqualTo(target);
  }

  @Test
  void aHostThatIsNoneAParameterAndAnotherMethodAreProblems() throws Exception {
    assertThat(send("GET /sd", "a b/c")).startsWith("HTTP/1.1 400");
    assertThat(send("GET /sd?x=1", "x"))
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json", "'x': unknown parameter (expected: none)");
    assertThat(send("DELETE /sd", "x"))
        .startsWith("HTTP/1.1 405")
        .contains("application/problem+json");
  }
}
