package io.icewatch.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every alert of {@code alerts/} has, whatever it says. */
class AlertsTest {
  private static final String DASHBOARDS = "https://grafana.example.com/d/";
  private static final String CONTROLLER = "?var-controller={{ $labels.controller | urlquery }}";
  private static final String TABLE = "&var-table={{ $labels.table | urlquery }}";

  static List<Rules.Alert> alerts() {
    return Rules.alerts();
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void isNamedForIcewatchAndHasASeverity(Rules.Alert alert) {
    assertThat(alert.name()).matches("(PinotIceberg|Icewatch)[A-Z][A-Za-z]+");
    assertThat(alert.severity())
        .matches(alert.name().equals("IcewatchWatchdog") ? "none" : "critical|warning");
    assertThat(alert.labels().keySet()).containsExactly("severity");
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void waitsBeforeItFiresAndBeforeItResolves(Rules.Alert alert) {
    String duration = alert.name().equals("IcewatchWatchdog") ? "" : "[1-9][0-9]*[mh]";
    assertThat(alert.waits()).as("for").matches(duration);
    assertThat(alert.keeps()).as("keep_firing_for").matches(duration);
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void saysOnceForAllWhatItIsAndEachTimeWhatItIsAbout(Rules.Alert alert) {
    assertThat(alert.annotations().keySet())
        .containsExactly("dashboard_url", "description", "runbook_url", "summary");
    assertThat(alert.annotation("summary")).doesNotContain("{{").endsWith(".").doesNotContain("\n");
    assertThat(alert.annotation("description")).endsWith(".").doesNotContain("\n");
    for (String label : labels(alert)) {
      assertThat(alert.annotation("description")).contains("{{ $labels." + label + " }}");
    }
    Pattern.compile("\\$value[^}]*")
        .matcher(alert.annotation("description"))
        .results()
        .forEach(value -> assertThat(value.group()).matches("\\$value \\| humanize[A-Za-z]* "));
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void leadsToItsRunbookAndToWhatItIsAboutOnADashboard(Rules.Alert alert) {
    assertThat(alert.annotation("runbook_url"))
        .isEqualTo("https://runbooks.example.com/" + alert.name() + ".md");
    String dashboard = alert.annotation("dashboard_url");
    List<String> labels = labels(alert);
    assertThat(dashboard)
        .isEqualTo(DASHBOARDS
            + (labels.contains("table") ? "icewatch-table" : "icewatch-fleet")
            + (labels.contains("controller") ? CONTROLLER : "")
            + (labels.contains("table") ? TABLE : ""));
    assertThat(URI.create(dashboard.replaceAll("\\{\\{[^}]*}}", "x")).getHost())
        .isEqualTo("grafana.example.com");
  }

  /** The contract of alerts/README.md. */
  private static List<String> labels(Rules.Alert alert) {
    return switch (alert.name()) {
      case "IcewatchDown",
          "IcewatchStoreFailing",
          "IcewatchConfigReloadFailed",
          "IcewatchWatchdog" -> List.of();
      case "IcewatchNotificationsFailing" -> List.of("alertmanager");
      case "PinotIcebergCatalogUnreachable" -> List.of("catalog");
      case "PinotIcebergControllerUnreachable",
          "PinotIcebergCredentialsRefused",
          "PinotIcebergDiscoveryFailing",
          "PinotIcebergTablesDropped" -> List.of("controller");
      default -> List.of("controller", "table");
    };
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void isTestedToFireWithTheLabelsOfTheContractAndNotToFire(Rules.Alert alert) throws IOException {
    List<JsonNode> checks = Rules.tests().stream()
        .flatMap(file -> Rules.elements(Rules.yaml(file).path("tests")))
        .flatMap(test -> Rules.elements(test.path("alert_rule_test")))
        .filter(check -> check.path("alertname").asText().equals(alert.name()))
        .toList();
    List<JsonNode> fired = checks.stream()
        .flatMap(check -> Rules.elements(check.path("exp_alerts")))
        .map(expected -> expected.path("exp_labels"))
        .filter(labels -> labels.path("severity").asText().equals(alert.severity()))
        .toList();
    assertThat(fired).as("fires").isNotEmpty().allSatisfy(labels -> {
      assertThat(labels.properties().stream().map(Map.Entry::getKey))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(labels(alert).stream(), Stream.of("severity")).toList());
    });
    if (!alert.name().equals("IcewatchWatchdog")) {
      assertThat(checks)
          .as("does not fire")
          .anySatisfy(check -> assertThat(Rules.elements(check.path("exp_alerts"))
                  .map(expected -> expected.path("exp_labels").path("severity").asText()))
              .doesNotContain(alert.severity()));
    }
  }

  @Test
  void theReadmeListsEachAlertWithItsSeverityAndWait() throws IOException {
    String page = Files.readString(Rules.DIRECTORY.resolve("README.md"));
    Set<String> listed = new TreeSet<>();
    String name = "";
    for (String line :
        page.lines().filter(line -> line.matches("\\| (`[A-Z].*)?\\|.*")).toList()) {
      String[] cells = line.split("\\|");
      if (cells.length < 5 || !cells[2].matches(" (critical|warning|none).*")) {
        continue;
      }
      name = cells[1].isBlank() ? name : cells[1].replace("`", "").strip();
      for (String severity : cells[2].strip().split(", ")) {
        listed.add(name + " " + severity + " " + cells[3].strip());
      }
    }
    assertThat(listed)
        .isEqualTo(Rules.alerts().stream()
            .map(alert -> alert + " " + alert.waits())
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void rulesReadWhatIsExportedOrRecorded() throws IOException {
    Set<String> known = new TreeSet<>(Rules.recorded());
    Path golden = Path.of("src/test/resources/io/icewatch/metrics/small-fleet.txt");
    known.addAll(names(Pattern.compile("(?m)^# TYPE ([a-z_]+) "), Files.readString(golden)));
    known.addAll(names(
        Pattern.compile("`((?:icewatch|pinot_iceberg)_[a-z_]+)"),
        Files.readString(Path.of("README.md"))));
    assertThat(known).containsAll(Rules.series());
  }

  private static Set<String> names(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(name -> name.group(1)).collect(Collectors.toSet());
  }

  @Test
  void theAlertmanagerExampleNamesOnlyAlertsThatThereAre() throws IOException {
    String example = Files.readString(Rules.DIRECTORY.resolve("alertmanager.example.yml"));
    assertThat(Pattern.compile("\\b(?:PinotIceberg|Icewatch)[A-Z][A-Za-z]+")
            .matcher(example)
            .results()
            .map(MatchResult::group))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(Rules.alertNames()).contains(name));
  }
}
