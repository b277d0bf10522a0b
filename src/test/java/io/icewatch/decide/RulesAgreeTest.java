package io.icewatch.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Both ways in tell of the same alerts: same names, severities, patience, keep and summaries. */
class RulesAgreeTest {
  /** What the daemon cannot tell by itself, and why is in docs/alerting.md. */
  private static final Set<String> ONLY_PROMETHEUS = Set.of(
      "IcewatchDown",
      "IcewatchConfigReloadFailed",
      "PinotIcebergLagGrowing",
      "PinotIcebergFreshnessBudgetBurning",
      "PinotIcebergCredentialsRefused warning");

  private record Terms(String patience, String keep, String summary) {}

  @Test
  void eachAlertOfTheRulesIsTheDaemonsToo() throws IOException {
    Path rules = Path.of("alerts");
    assumeTrue(Files.isDirectory(rules), "there are no rules in alerts/");
    Map<String, Terms> prometheus = new TreeMap<>();
    try (var files = Files.list(rules)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yml")).toList()) {
        JsonNode groups = new YAMLMapper().readTree(file.toFile()).path("groups");
        groups.forEach(group -> group.path("rules").forEach(rule -> add(prometheus, rule)));
      }
    }
    Map<String, Terms> daemon = new TreeMap<>();
    for (AlertRule rule : AlertRule.values()) {
      daemon.put(
          rule.alert() + " " + rule.severity().label(),
          new Terms(rule.patience().toString(), rule.keep().toString(), rule.summary()));
    }
    // The watchdog tells whose way works.
    prometheus.remove("IcewatchWatchdog none");
    daemon.remove("IcewatchWatchdog none");
    assertThat(daemon).isEqualTo(prometheus);
  }

  private static void add(Map<String, Terms> rules, JsonNode rule) {
    String name = rule.path("alert").asText();
    String key = name + " " + rule.path("labels").path("severity").asText();
    if (!name.isEmpty() && !ONLY_PROMETHEUS.contains(name) && !ONLY_PROMETHEUS.contains(key)) {
      rules.put(
          key,
          new Terms(
              duration(rule.path("for").asText("0m")),
              duration(rule.path("keep_firing_for").asText("0m")),
              rule.path("annotations").path("summary").asText()));
    }
  }

  private static String duration(String prometheus) {
    return Duration.parse("PT" + prometheus).toString();
  }

  @Test
  void whatOnlyPrometheusCanTellIsWrittenDown() throws IOException {
    String page = Files.readString(Path.of("docs/alerting.md"));
    List<String> missing = new ArrayList<>(ONLY_PROMETHEUS);
    missing.removeIf(alert -> page.contains(alert.replace(" ", "`, ")));
    assertThat(missing).isEmpty();
    for (AlertRule rule : AlertRule.values()) {
      assertThat(page).contains("`" + rule.alert() + "`");
    }
  }
}
