package io.icewatch.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageStyleTest {
  private static final Path STYLE = Path.of("src/main/resources/io/icewatch/page/page.css");

  /** WCAG 2.2, 1.4.3: 4.5 to 1 for text. */
  private static final double ENOUGH = 4.5;

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void everyColourOfATextStandsOutFromBothGrounds(int scheme) throws IOException {
    Map<String, String> colours = colours(scheme);
    for (String text : new String[] {"fg", "dim", "link", "bad", "warn", "good", "busy"}) {
      for (String ground : new String[] {"bg", "head"}) {
        assertThat(contrast(colours.get(text), colours.get(ground)))
            .as(text + " on " + ground)
            .isGreaterThanOrEqualTo(ENOUGH);
      }
    }
  }

  /** The light scheme stands first, the dark one second. */
  private static Map<String, String> colours(int scheme) throws IOException {
    var blocks = Pattern.compile(":root \\{([^}]+)}").matcher(Files.readString(STYLE));
    for (int i = 0; i <= scheme; i++) {
      assertThat(blocks.find()).isTrue();
    }
    Map<String, String> colours = new TreeMap<>();
    var pairs = Pattern.compile("--(\\w+): (#[0-9a-f]{6})").matcher(blocks.group(1));
    while (pairs.find()) {
      colours.put(pairs.group(1), pairs.group(2));
    }
    return colours;
  }

  private static double contrast(String one, String other) {
    double first = luminance(one);
    double second = luminance(other);
    return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
  }

  private static double luminance(String colour) {
    double[] parts = new double[3];
    for (int i = 0; i < 3; i++) {
      double part = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
      parts[i] = part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  }
}
