package io.icewatch.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentedMetricsTest {
  private static final Pattern NAME = Pattern.compile("`([a-z_]+)(?:\\{[a-z_,]+})?`");

  @Test
  void theReadmeListsEveryTableMetricAndNoOther() throws IOException {
    String page = Files.readString(Path.of("README.md"));
    String table =
        page.substring(page.indexOf("| metric | means |"), page.indexOf("The daemon itself:"));
    List<String> listed = table
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.substring(0, line.indexOf('|', 1)))
        .flatMap(cell -> NAME.matcher(cell).results().map(name -> name.group(1)))
        .toList();
    Stream<String> exported = Families.ALL.stream()
        .map(family -> family.sampleName().substring("pinot_iceberg_".length()));
    assertThat(listed).containsExactlyInAnyOrderElementsOf(exported.toList());
  }
}
