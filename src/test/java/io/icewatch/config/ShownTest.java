package io.icewatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.icewatch.model.TableId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShownTest {
  private static final String FILE = """
      defaults: {lag: {warning: 5m}}
      state: {path: here.db}
      catalogs:
        lake:
          type: rest
          uri: https://catalog.example.com/${TENANT}?region=eu
          properties: {header.X-Tenant: t-4711, rest.page-size: '100'}
          secrets: {rest.client.key-password: {env: KEY_PASSWORD}}
          auth: {bearerTokenEnv: LAKE_TOKEN}
      alertmanagers: [{url: https://alertmanager.example.com}]
      webhooks: [{name: chat, url: https://hooks.example.com/services/T1/B2/xyzzy}]
      controllers:
        - name: prod
          url: https://pinot.example.com/api/pinot
          auth: {basic: {username: reader, passwordFile: password}}
          poll: {interval: 20s}
          timeZone: UTC
          tables:
            - name: orders_OFFLINE
              lag: {critical: 20m}
              catalog: {name: lake, table: sales.orders}
              trigger: {mode: auto, maintenance: [{name: night, days: sat-sun, from: '22:30', length: 4h, zone: UTC}]}
            - {name: clicks_OFFLINE}
      """;
  private static final Map<String, String> ENV =
      Map.of("TENANT", "acme", "KEY_PASSWORD", "hunter2", "LAKE_TOKEN", "s3cret");

  /** Resolved into the tables that they hold for, or read into something else. */
  private static final Pattern NOT_SHOWN = Pattern.compile(
      "^defaults\\.|^controllers\\[]\\.(poll|lag|runs|trigger|catalog)\\.|\\.enabled$|^web\\.configFile$");

  private Path file = Path.of("icewatch.yml");

  @BeforeEach
  void write(@TempDir Path directory) throws IOException {
    file = Files.writeString(directory.resolve("icewatch.yml"), FILE);
    Files.writeString(directory.resolve("password"), "correct horse");
  }

  private static Configuration loaded(Path path) {
    Loading loading = ConfigurationLoader.load(path, ENV);
    assertThat(loading).as(loading.toString()).isInstanceOf(Loading.Loaded.class);
    return ((Loading.Loaded) loading).configuration();
  }

  private String text() {
    return ShownText.of(Shown.tree(loaded(file)), Origins.of(file));
  }

  @Test
  void eachValueIsShownWithThePlaceItComesFrom() {
    assertThat(text().lines().map(String::strip).map(line -> line.replaceAll(" +#", " #")))
        .contains(
            "listen: '0.0.0.0:9912' # default",
            "interval: 20s # icewatch.yml:16:22 (controllers[0].poll.interval)",
            "warning: 5m # icewatch.yml:1:27 (defaults.lag.warning)",
            "critical: 20m # icewatch.yml:20:25",
            "critical: 1h # default",
            "- name: orders_OFFLINE # icewatch.yml:19:15",
            "days: 'sat sun' # icewatch.yml:22:65");
  }

  @Test
  void thePlaceIsThatOfTheElementItselfWhateverStandsBeforeIt() throws IOException {
    Files.writeString(file, """
        defaults: {trigger: {maintenance: [{name: all, days: sat, from: "22:00", length: 1h}]}}
        controllers:
          - name: prod
            url: http://localhost
            discover: {}
            tables:
              - match: orders_.*
                lag: {warning: 1m}
              - name: x_OFFLINE
                lag: {warning: 2m}
                trigger: {maintenance: [{name: own, from: "21:00", length: 1h}]}
              - match: z.*
                lag: {warning: 3m}
        """);
    assertThat(text().lines().map(String::strip).map(line -> line.replaceAll(" +#", " #")))
        .containsSubsequence(
            "- match: 'orders_.*' # icewatch.yml:7:16",
            "warning: 1m # icewatch.yml:8:24",
            "- name: all # icewatch.yml:1:43 (defaults.trigger.maintenance[0].name)",
            "- name: x_OFFLINE # icewatch.yml:9:15",
            "warning: 2m # icewatch.yml:10:24",
            "- name: own # icewatch.yml:11:40",
            "days: 'mon tue wed thu fri sat sun' # default",
            "- match: 'z.*' # icewatch.yml:12:16",
            "warning: 3m # icewatch.yml:13:24",
            "- match: '.*' # default",
            "days: sat # icewatch.yml:1:54 (defaults.trigger.maintenance[0].days)");
  }

  @Test
  void whatIsShownIsAConfigurationThatMeansTheSame() throws IOException {
    String text = text()
        .replace(
            "https://hooks.example.com/<hidden>", "https://hooks.example.com/services/T1/B2/xyzzy")
        .replace("acme?<hidden>", "acme?region=eu")
        .replace("header.X-Tenant: '<hidden>'", "header.X-Tenant: t-4711");
    assertThat(text).doesNotContain("<hidden>");
    Path again = Files.writeString(file.resolveSibling("again.yml"), text);
    assertThat(loaded(again)).isEqualTo(loaded(file));
  }

  @Test
  void whatIsShownOfADiscoveryFindsTheSameTables() throws IOException {
    Files.writeString(file, """
        controllers:
          - name: prod
            url: http://localhost
            lag: {warning: 7m}
            discover: {include: ["orders_.*", 'a\\.b'], exclude: [".*'.*"], maxTables: 7}
            tables: [{match: "orders_eu_.*", lag: {warning: 5m}}]
        """);
    Discovery given = discovery(file);
    Discovery again = discovery(Files.writeString(file.resolveSibling("again.yml"), text()));
    assertThat(again.maxTables()).isEqualTo(7);
    for (String name : List.of("orders_eu_x", "orders_us", "a.b", "axb", "orders_'", "x")) {
      assertThat(again.wants(name)).as(name).isEqualTo(given.wants(name));
      TableId id = new TableId("prod", name);
      assertThat(again.settings(id)).isEqualTo(given.settings(id));
      assertThat(again.trigger(id)).isEqualTo(given.trigger(id));
    }
  }

  private static Discovery discovery(Path path) {
    return loaded(path).controllers().get(0).discovery().orElseThrow();
  }

  @Test
  void noSecretIsShownAndNothingThatMayHoldOne() {
    assertThat(text() + Shown.json(loaded(file)))
        .doesNotContain("hunter2", "s3cret", "correct horse", "t-4711", "xyzzy", "region=eu")
        .contains("bearerTokenEnv", "LAKE_TOKEN", "passwordFile");
  }

  @Test
  void theSameIsThereAsJson() throws IOException {
    JsonNode json = new ObjectMapper().readTree(Shown.json(loaded(file)));
    assertThat(json.at("/controllers/0/tables/1/lag/warning").asText()).isEqualTo("5m");
    assertThat(json.at("/controllers/0/limits/maxConcurrent").asInt()).isEqualTo(16);
    assertThat(json.at("/webhooks/0/url").asText()).isEqualTo("https://hooks.example.com/<hidden>");
    assertThat(json.at("/metrics/checkpointInfo").isBoolean()).isTrue();
  }

  @Test
  void everyKeyOfTheExampleIsShownWhereItHolds() throws IOException {
    Set<String> shown = new TreeSet<>();
    leaves("", Shown.tree(Fixtures.loaded(Fixtures.EXAMPLE)), shown);
    Set<String> given = new TreeSet<>();
    leaves("", new YAMLMapper().readValue(Fixtures.EXAMPLE.toFile(), Map.class), given);
    given.removeIf(key -> NOT_SHOWN.matcher(key).find());
    assertThat(given).contains("controllers[].limits.maxConcurrent");
    assertThat(shown).containsAll(given);
  }

  private static void leaves(String path, Object value, Set<String> leaves) {
    if (value instanceof Map<?, ?> mapping) {
      boolean free = Schema.free(path);
      mapping.forEach((key, below) -> {
        String name = free ? String.join("", Schema.keysOf(path)) : String.valueOf(key);
        leaves(path.isEmpty() ? name : path + "." + name, below, leaves);
      });
    } else if (value instanceof List<?> list) {
      list.forEach(below -> leaves(path + "[]", below, leaves));
    } else {
      leaves.add(path);
    }
  }
}
