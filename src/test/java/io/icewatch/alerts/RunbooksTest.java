package io.icewatch.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.it.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of {@code docs/runbooks}, one for each alert. */
class RunbooksTest {
  private static final Path PAGES = Path.of("docs/runbooks");
  private static final Pattern QUERY = Pattern.compile("```promql\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");

  @TempDir
  private Path directory;

  static Set<String> alerts() {
    return Rules.alertNames();
  }

  @Test
  void eachAlertHasItsPageAndEachPageItsAlert() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      Set<String> pages = files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("README.md"))
          .collect(Collectors.toCollection(TreeSet::new));
      assertThat(pages)
          .isEqualTo(Rules.alertNames().stream()
              .map(name -> name + ".md")
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void thePageSaysWhatItMeansWhatItDoesHowToLookAndWhatToDo(String alert) throws IOException {
    String page = page(alert);
    assertThat(page.lines().filter(line -> line.startsWith("#")))
        .containsExactly("# " + alert, "## Meaning", "## Impact", "## Diagnosis", "## Mitigation");
    assertThat(page.split("(?m)^## .*$"))
        .allSatisfy(section -> assertThat(section.strip()).isNotEmpty());
    assertThat(page.substring(page.indexOf("## Diagnosis"), page.indexOf("## Mitigation")))
        .containsAnyOf("```promql\n", "```sh\n");
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void whatThePageLinksToIsThere(String alert) throws IOException {
    LINK.matcher(page(alert))
        .results()
        .forEach(link -> assertThat(PAGES.resolve(link.group(1))).exists());
  }

  @Test
  void theIndexListsEachAlertWithItsSeverities() throws IOException {
    String index = Files.readString(PAGES.resolve("README.md"));
    for (String name : Rules.alertNames()) {
      String severities = Rules.alerts().stream()
          .filter(alert -> alert.name().equals(name))
          .map(Rules.Alert::severity)
          .collect(Collectors.joining(", "));
      assertThat(index).contains("| [" + name + "](" + name + ".md) | " + severities + " | ");
    }
  }

  @Test
  void promtoolReadsEveryQuery() throws Exception {
    Path promtool = Programs.require("promtool");
    List<String> rules = new ArrayList<>(List.of("groups:", "  - name: queries", "    rules:"));
    for (String alert : Rules.alertNames()) {
      QUERY.matcher(page(alert)).results().forEach(query -> {
        rules.add("      - record: query" + rules.size());
        rules.add("        expr: '" + query.group(1).strip().replace("'", "''") + "'");
      });
    }
    assertThat(rules).hasSizeGreaterThan(3 + 2 * Rules.alertNames().size());
    Path file = Files.write(directory.resolve("queries.yml"), rules);
    assertThat(Output.of(promtool, "check", "rules", file.toString())).endsWith("exit 0");
  }

  private static String page(String alert) throws IOException {
    return Files.readString(PAGES.resolve(alert + ".md"));
  }
}
