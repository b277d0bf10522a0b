package io.icewatch.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The files in {@code grafana/dashboards} are what the code writes, and whole. {@code
 * -Dicewatch.write} writes them.
 */
class DashboardFilesTest {
  private static final Path DIRECTORY = Path.of("grafana", "dashboards");
  private static final Map<String, ObjectNode> DASHBOARDS = Map.of(
      FleetDashboard.UID, FleetDashboard.dashboard().json(),
      TableDashboard.UID, TableDashboard.dashboard().json());

  static Set<String> uids() {
    return new TreeSet<>(DASHBOARDS.keySet());
  }

  @ParameterizedTest
  @MethodSource("uids")
  void theFileIsWhatTheCodeWrites(String uid) throws IOException {
    Path file = DIRECTORY.resolve(uid + ".json");
    String written = text(dashboard(uid));
    if (System.getProperty("icewatch.write") != null) {
      Files.createDirectories(DIRECTORY);
      Files.writeString(file, written);
    }
    assertThat(Files.readString(file))
        .as("%s (write it anew: mvn test -Dtest=DashboardFilesTest -Dicewatch.write)", file)
        .isEqualTo(written);
  }

  @Test
  void noOtherFileIsProvisioned() throws IOException {
    try (var files = Files.list(DIRECTORY)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(FleetDashboard.UID + ".json", TableDashboard.UID + ".json");
    }
  }

  @ParameterizedTest
  @MethodSource("uids")
  void aDashboardIsClassicJsonThatImportsAnywhere(String uid) {
    JsonNode dashboard = dashboard(uid);
    assertThat(dashboard.path("uid").asText()).isEqualTo(uid);
    assertThat(dashboard.path("schemaVersion").asInt()).isBetween(39, 42);
    assertThat(dashboard.path("id").isNull()).as("id is left to Grafana").isTrue();
    assertThat(dashboard.has("spec")).as("the schema of version 2").isFalse();
  }

  @ParameterizedTest
  @MethodSource("uids")
  void everyPanelSaysWhatItShowsInWhichUnitAndWhatAbsenceMeans(String uid) {
    for (JsonNode panel : panels(dashboard(uid))) {
      String title = panel.path("title").asText();
      JsonNode defaults = panel.path("fieldConfig").path("defaults");
      assertThat(title).isNotBlank();
      assertThat(panel.path("description").asText()).as(title).endsWith(".");
      assertThat(defaults.path("unit").asText()).as(title + ": unit").isNotBlank();
      assertThat(defaults.path("noValue").asText())
          .as(title + ": unknown is never 0")
          .isNotBlank()
          .doesNotStartWith("0");
      assertThat(panel.path("targets")).as(title + ": queries").isNotEmpty();
      for (JsonNode target : panel.path("targets")) {
        assertThat(target.path("datasource").path("uid").asText()).isEqualTo("${datasource}");
        assertThat(target.path("instant").asBoolean())
            .as(title + ": a number is of now, else a stale one looks as if it held")
            .isEqualTo(Set.of("stat", "table").contains(panel.path("type").asText()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("uids")
  void panelsHaveIdsOfTheirOwnAndOverlapNowhere(String uid) {
    Set<Integer> ids = new HashSet<>();
    Set<List<Integer>> taken = new HashSet<>();
    List<JsonNode> all = panels(dashboard(uid));
    dashboard(uid).path("panels").forEach(panel -> {
      if (panel.path("type").asText().equals("row")) {
        all.add(panel);
      }
    });
    for (JsonNode panel : all) {
      assertThat(ids.add(panel.path("id").asInt()))
          .as(panel.path("title") + ": id")
          .isTrue();
      JsonNode at = panel.path("gridPos");
      for (int x = at.path("x").asInt(); x < at.path("x").asInt() + at.path("w").asInt(); x++) {
        for (int y = at.path("y").asInt();
            y < at.path("y").asInt() + at.path("h").asInt();
            y++) {
          assertThat(taken.add(List.of(x, y)))
              .as("%s at %s,%s", panel.path("title"), x, y)
              .isTrue();
          assertThat(x).isLessThan(24);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("uids")
  void everyVariableThatIsUsedIsDefined(String uid) {
    Set<String> defined = new TreeSet<>();
    dashboard(uid)
        .path("templating")
        .path("list")
        .forEach(variable -> defined.add(variable.path("name").asText()));
    Set<String> used = new TreeSet<>();
    var names = Pattern.compile("\\$\\{?([a-z][a-z_]*)").matcher(dashboard(uid).toString());
    while (names.find()) {
      used.add(names.group(1));
    }
    assertThat(defined).containsAll(used);
    assertThat(used).containsAll(defined);
  }

  @ParameterizedTest
  @MethodSource("uids")
  void everyLinkLeadsToADashboardAndFillsItsVariables(String uid) {
    List<String> links = new ArrayList<>();
    dashboard(uid).findValues("url").forEach(url -> links.add(url.asText()));
    assertThat(links).isNotEmpty();
    for (String link : links) {
      if (link.equals("${runbooks}/")) {
        continue;
      }
      var parts = Pattern.compile("/d/([a-z-]+)/\\1\\?(.*)").matcher(link);
      assertThat(parts.matches()).as(link).isTrue();
      assertThat(DASHBOARDS).containsKey(parts.group(1));
      assertThat(parts.group(2))
          .contains("datasource")
          .contains("controller")
          .contains("time_range");
      assertThat(parts.group(2).contains("var-table="))
          .as(link)
          .isEqualTo(parts.group(1).equals(TableDashboard.UID));
    }
  }

  @Test
  void theAlertsOpenADashboardWithVariablesThatItHas() throws IOException {
    Set<String> opened = new TreeSet<>();
    try (var files = Files.newDirectoryStream(Path.of("alerts"), "*.yml")) {
      for (Path file : files) {
        var links = Pattern.compile("dashboard_url: \\S+?/d/([a-z-]+)(\\?\\S.*)?")
            .matcher(Files.readString(file));
        while (links.find()) {
          opened.add(links.group(1));
          assertThat(DASHBOARDS).as(links.group()).containsKey(links.group(1));
          var variables = Pattern.compile("var-([a-z]+)=").matcher(links.group());
          while (variables.find()) {
            assertThat(dashboard(links.group(1)).path("templating").path("list"))
                .as(links.group())
                .extracting(variable -> variable.path("name").asText())
                .contains(variables.group(1));
          }
        }
      }
    }
    assertThat(opened).containsExactlyElementsOf(uids());
  }

  @ParameterizedTest
  @MethodSource("uids")
  void alertsTriggersAndRestartsAreMarked(String uid) {
    assertThat(dashboard(uid).path("annotations").path("list"))
        .extracting(annotation -> annotation.path("name").asText())
        .contains("Alerts", "Triggers", "Daemon restarts");
  }

  private static ObjectNode dashboard(String uid) {
    return DASHBOARDS.get(uid);
  }

  /** All that shows something, those in collapsed rows too. */
  private static List<JsonNode> panels(JsonNode dashboard) {
    List<JsonNode> panels = new ArrayList<>();
    for (JsonNode panel : dashboard.path("panels")) {
      if (panel.path("type").asText().equals("row")) {
        panel.path("panels").forEach(panels::add);
      } else {
        panels.add(panel);
      }
    }
    return panels;
  }

  private static String text(ObjectNode dashboard) throws IOException {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    return Loose.MAPPER.writer(printer).writeValueAsString(dashboard) + "\n";
  }
}
