package io.icewatch.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** {@code compose.yaml} and what it mounts fit each other; the stack itself is not started here. */
class DemoStackTest {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Path PROVISIONING = Path.of("grafana", "provisioning");

  @Test
  void everyImageThatIsPulledIsOfAnExactVersion() throws IOException {
    for (JsonNode service : services()) {
      if (!service.has("build")) {
        assertThat(service.path("image").asText()).matches(".+:v?\\d+\\.\\d+\\.\\d+");
      }
    }
  }

  @Test
  void everyMountedFileIsThere() throws IOException {
    assertThat(mounts())
        .isNotEmpty()
        .allSatisfy((inside, outside) -> assertThat(outside).exists());
  }

  @Test
  void grafanaFindsTheDashboardsWhereTheyAreMounted() throws IOException {
    JsonNode provider = YAML.readTree(
            PROVISIONING.resolve("dashboards/icewatch.yml").toFile())
        .path("providers")
        .path(0);
    Path dashboards = mounts().get(provider.path("options").path("path").asText());
    assertThat(dashboards).isEqualTo(Path.of("grafana/dashboards"));
    String home = services()
        .path("grafana")
        .path("environment")
        .path("GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH")
        .asText();
    assertThat(dashboards.resolve(Path.of(home).getFileName().toString())).exists();
  }

  @Test
  void everyAddressWithinTheStackIsOneOfItsServices() throws IOException {
    List<String> hosts = new ArrayList<>();
    YAML.readTree(PROVISIONING.resolve("datasources/prometheus.yml").toFile())
        .findValues("url")
        .forEach(url -> hosts.add(URI.create(url.asText()).getHost()));
    YAML.readTree(Path.of("compose/prometheus.yml").toFile())
        .findValues("targets")
        .forEach(targets -> hosts.add(targets.path(0).asText().split(":")[0]));
    JsonNode services = services();
    assertThat(hosts)
        .hasSizeGreaterThanOrEqualTo(5)
        .allSatisfy(host ->
            assertThat(host.equals("localhost") || services.has(host)).as(host).isTrue());
  }

  @Test
  void allRulesAreLoaded() throws IOException {
    String script = services().path("prometheus").path("command").path(0).asText();
    try (var rules = Files.newDirectoryStream(Path.of("alerts"), "*.yml")) {
      for (Path file : rules) {
        String name = file.getFileName().toString().replace(".yml", "");
        if (!name.contains("example")) {
          assertThat(script).containsPattern("for file in [^;]*\\b" + name + "\\b");
        }
      }
    }
  }

  private static JsonNode services() throws IOException {
    return YAML.readTree(Path.of("compose.yaml").toFile()).path("services");
  }

  /** What is mounted from here, by where it is inside. */
  private static Map<String, Path> mounts() throws IOException {
    Map<String, Path> mounts = new TreeMap<>();
    for (JsonNode volumes : services().findValues("volumes")) {
      for (JsonNode volume : volumes) {
        String[] parts = volume.asText().split(":");
        mounts.put(parts[1], Path.of(parts[0]).normalize());
      }
    }
    return mounts;
  }
}
