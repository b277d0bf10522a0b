package io.icewatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocumentedKeysTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| `([A-Za-z0-9.\\[\\]<>]+)` \\|", Pattern.MULTILINE);
  private static final Pattern TIME_ROW = Pattern.compile(
      "^\\| `([A-Za-z.]+)` \\| `(\\w+)` \\| `(\\w+)` \\| `(\\w+)` \\|", Pattern.MULTILINE);
  private static final List<String> LEVELS =
      List.of("defaults.", "controllers[].", "controllers[].tables[].");

  private final String keys;
  private final String fallingThrough;

  DocumentedKeysTest() throws IOException {
    String page = Files.readString(Path.of("docs/configuration.md"));
    int middle = page.indexOf("## Settings that fall through");
    keys = page.substring(0, middle);
    fallingThrough = page.substring(middle);
  }

  @Test
  void everyKeyIsDocumentedAndEveryDocumentedKeyExists() {
    List<String> documented = new ArrayList<>();
    ROW.matcher(keys).results().forEach(row -> documented.add(row.group(1)));
    ROW.matcher(fallingThrough)
        .results()
        .forEach(row -> LEVELS.forEach(level -> documented.add(level + row.group(1))));
    assertThat(documented).containsExactlyInAnyOrderElementsOf(Schema.KEYS);
  }

  @Test
  void documentedDefaultsAndRangesAreTheOnesInForce() {
    Map<String, String> documented = new TreeMap<>();
    Matcher row = TIME_ROW.matcher(fallingThrough);
    while (row.find()) {
      documented.put(row.group(1), row.group(2) + " " + row.group(3) + " " + row.group(4));
    }
    Map<String, String> inForce = new TreeMap<>();
    for (TimeSetting setting : TimeSetting.values()) {
      inForce.put(
          setting.path(),
          PrometheusDuration.format(setting.builtIn())
              + " "
              + PrometheusDuration.format(setting.least())
              + " "
              + PrometheusDuration.format(setting.most()));
    }
    assertThat(documented).isEqualTo(inForce);
  }

  @Test
  void theExampleFileHasEveryKey() throws IOException {
    String example = Files.readString(Fixtures.EXAMPLE);
    assertThat(Schema.KEYS.stream().filter(key -> !key.endsWith(">")))
        .allSatisfy(
            key -> assertThat(example).contains(key.substring(key.lastIndexOf('.') + 1) + ":"));
  }

  @Test
  void theReadmeHasEveryKeyAndItsDefault() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String table = readme.substring(readme.indexOf("## Configuration"));
    List<String> listed = ROW.matcher(table).results().map(row -> row.group(1)).toList();
    List<String> bare = Schema.KEYS.stream()
        .filter(key -> !key.startsWith("defaults."))
        .filter(key -> !key.matches("controllers\\[]\\.(poll|lag|runs|trigger|catalog)\\..*"))
        .map(key ->
            key.replaceFirst("^controllers\\[]\\.tables\\[]\\.(poll|lag|runs|trigger)", "$1"))
        .toList();
    assertThat(listed).containsExactlyInAnyOrderElementsOf(bare);
    for (TimeSetting setting : TimeSetting.values()) {
      assertThat(table)
          .contains("| `%s` | `%s` |"
              .formatted(setting.path(), PrometheusDuration.format(setting.builtIn())));
    }
  }
}
