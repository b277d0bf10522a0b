package io.icewatch.alerts;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.icewatch.decide.AlertRule;
import io.icewatch.model.Alert;
import io.icewatch.model.AlertLabels;
import io.icewatch.model.AlertStage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What was scraped at each step and what the push said then: as a test for promtool, the rules are
 * asked at each step for exactly the alerts that the push says fire.
 */
final class Recording {
  /** Between two scrapes, evaluations and looks. */
  static final Duration STEP = Duration.ofSeconds(30);

  /** How long a firing alert goes on, in steps, and one each for its beginning and its end. */
  private static final int KEPT = 12;

  private static final YAMLMapper YAML = new YAMLMapper();

  private final Set<String> read = Rules.series();
  private final Map<String, List<String>> series = new TreeMap<>();
  private final List<Said> said = new ArrayList<>();

  /**
   * What the push said at a step.
   *
   * @param there whether the daemon ran
   * @param firing what it said fires
   * @param held what has been pending for longer than its patience: an unknown holds it
   */
  private record Said(boolean there, Set<AlertLabels> firing, Set<AlertLabels> held) {}

  /** Those alerts end here, and the rules keep them firing for a while. */
  void ending(Predicate<AlertLabels> alerts) {
    Said last = said.get(said.size() - 1);
    last.firing().stream().filter(alerts).forEach(last.held()::add);
  }

  /** The daemon does not run: its alerts stand, and nobody is asked. */
  void gap() {
    scraped("");
    Said last = said.get(said.size() - 1);
    said.add(new Said(false, last.firing(), last.held()));
  }

  void step(String exposition, List<Alert> alerts, Instant now) {
    scraped(exposition);
    Set<AlertLabels> firing = new TreeSet<>();
    Set<AlertLabels> held = new TreeSet<>();
    for (Alert alert : alerts) {
      if (alert.firing()) {
        firing.add(alert.labels());
      } else if (alert.stage() instanceof AlertStage.Pending pending
          && Duration.between(pending.since(), now).compareTo(patience(alert.labels())) >= 0) {
        held.add(alert.labels());
      }
    }
    said.add(new Said(true, firing, held));
  }

  private static Duration patience(AlertLabels labels) {
    return Arrays.stream(AlertRule.values())
        .filter(rule -> rule.alert().equals(labels.name())
            && rule.severity().label().equals(labels.value("severity")))
        .findFirst()
        .orElseThrow()
        .patience();
  }

  /** One more value of each series; what is no longer there ends as Prometheus ends it. */
  private void scraped(String exposition) {
    int step = said.size();
    exposition
        .lines()
        .filter(line -> !line.startsWith("#") && read.contains(line.split("[{ ]", 2)[0]))
        .forEach(line -> {
          int end = line.lastIndexOf(' ');
          List<String> values =
              series.computeIfAbsent(labelled(line.substring(0, end)), key -> new ArrayList<>());
          while (values.size() < step) {
            values.add("_");
          }
          values.add(new BigDecimal(line.substring(end + 1)).toPlainString());
        });
    series.values().stream().filter(values -> values.size() == step).forEach(values -> {
      String last = values.get(step - 1);
      values.add(last.equals("_") || last.equals("stale") ? "_" : "stale");
    });
  }

  private static String labelled(String name) {
    String target = "{job=\"icewatch\",instance=\"a:9912\"";
    return name.contains("{") ? name.replaceFirst("\\{", target + ",") : name + target + "}";
  }

  /** Every alert that the push said fires at some step. */
  SortedSet<String> alerts() {
    SortedSet<String> names = new TreeSet<>();
    said.forEach(one -> one.firing().forEach(labels -> names.add(labels.name())));
    return names;
  }

  /**
   * Writes the test.
   *
   * @param leftOut names of alerts that are not compared
   */
  void write(Path file, Set<String> leftOut) throws IOException {
    ObjectNode root = YAML.createObjectNode();
    ArrayNode rules = root.putArray("rule_files");
    List.of("tables.yml", "icewatch.yml")
        .forEach(
            name -> rules.add(Rules.DIRECTORY.resolve(name).toAbsolutePath().toString()));
    root.put("evaluation_interval", "30s");
    root.putArray("group_eval_order").add("pinot-iceberg-known").add("pinot-iceberg-slow");
    ObjectNode test = root.putArray("tests").addObject();
    test.put("interval", "30s");
    ArrayNode input = test.putArray("input_series");
    series.forEach((name, values) ->
        input.addObject().put("series", name).put("values", String.join(" ", values)));
    ArrayNode questions = test.putArray("promql_expr_test");
    for (int step = 0; step < said.size(); step++) {
      if (said.get(step).there()) {
        ask(questions.addObject(), step, leftOut);
      }
    }
    YAML.writeValue(file.toFile(), root);
  }

  private void ask(ObjectNode question, int step, Set<String> leftOut) {
    Set<AlertLabels> unsure = unsure(step);
    StringBuilder expr = new StringBuilder("ALERTS{alertstate=\"firing\",alertname!~\"")
        .append(String.join("|", leftOut))
        .append("\"}");
    unsure.forEach(labels -> expr.append(" unless ").append(selector(labels)));
    question.put("expr", expr.toString());
    question.put("eval_time", step * STEP.toSeconds() + "s");
    ArrayNode samples = question.putArray("exp_samples");
    said.get(step).firing().stream()
        .filter(labels -> !unsure.contains(labels) && !leftOut.contains(labels.name()))
        .forEach(labels -> samples.addObject().put("labels", selector(labels)).put("value", 1));
  }

  private static String selector(AlertLabels labels) {
    return labels.values().entrySet().stream()
        .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
        .collect(joining(",", "ALERTS{alertstate=\"firing\",", "}"));
  }

  /** What begins or ends within a step of this one, and what an unknown has held back. */
  private Set<AlertLabels> unsure(int step) {
    Set<AlertLabels> unsure = new TreeSet<>();
    Set<AlertLabels> always = new TreeSet<>(said.get(step).firing());
    for (int near = Math.max(0, step - 1); near <= Math.min(said.size() - 1, step + 1); near++) {
      unsure.addAll(said.get(near).firing());
      unsure.addAll(said.get(near).held());
      always.retainAll(said.get(near).firing());
    }
    unsure.removeAll(always);
    for (int before = Math.max(0, step - KEPT); before < step; before++) {
      Set<AlertLabels> held = new TreeSet<>(said.get(before).held());
      held.removeAll(always);
      unsure.addAll(held);
    }
    return unsure;
  }
}
