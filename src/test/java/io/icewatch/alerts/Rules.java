package io.icewatch.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules in {@code alerts/}, as Prometheus reads them. */
final class Rules {
  static final Path DIRECTORY = Path.of("alerts");
  static final List<String> FILES = List.of("tables.yml", "freshness.yml", "icewatch.yml");
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Pattern METRIC =
      Pattern.compile("\\b(?:pinot_iceberg|icewatch)[_:][a-z_:0-9]+");

  /** An alerting rule: an alert of two severities is two of them. */
  record Alert(
      String name,
      String expr,
      String waits,
      String keeps,
      Map<String, String> labels,
      Map<String, String> annotations) {
    String severity() {
      return labels.getOrDefault("severity", "");
    }

    String annotation(String annotation) {
      return annotations.getOrDefault(annotation, "");
    }

    @Override
    public String toString() {
      return name + " " + severity();
    }
  }

  private Rules() {}

  static List<Alert> alerts() {
    return all()
        .filter(rule -> rule.has("alert"))
        .map(rule -> new Alert(
            rule.path("alert").asText(),
            rule.path("expr").asText(),
            rule.path("for").asText(),
            rule.path("keep_firing_for").asText(),
            texts(rule.path("labels")),
            texts(rule.path("annotations"))))
        .toList();
  }

  static Set<String> alertNames() {
    return alerts().stream().map(Alert::name).collect(Collectors.toCollection(TreeSet::new));
  }

  static Set<String> recorded() {
    return all()
        .filter(rule -> rule.has("record"))
        .map(rule -> rule.path("record").asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Every series of ours that some rule reads, exported and recorded ones. */
  static Set<String> series() {
    return all()
        .flatMap(rule -> METRIC.matcher(rule.path("expr").asText()).results())
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static JsonNode yaml(Path file) {
    try {
      return YAML.readTree(file.toFile());
    } catch (IOException e) {
      throw new AssertionError(file + " is no YAML", e);
    }
  }

  static List<Path> tests() throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY.resolve("tests"))) {
      return files.sorted().toList();
    }
  }

  private static Stream<JsonNode> all() {
    return FILES.stream()
        .flatMap(file -> elements(yaml(DIRECTORY.resolve(file)).path("groups")))
        .flatMap(group -> elements(group.path("rules")));
  }

  static Stream<JsonNode> elements(JsonNode list) {
    return Stream.iterate(0, i -> i < list.size(), i -> i + 1).map(list::path);
  }

  private static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new TreeMap<>();
    node.properties()
        .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
    return texts;
  }
}
