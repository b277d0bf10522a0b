package io.icewatch.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.ControllerState;
import io.icewatch.model.History;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableId;
import io.icewatch.model.TableSettings;
import io.icewatch.model.TableState;
import io.prometheus.client.CollectorRegistry;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HostileNamesTest {
  static final List<String> NAMES = List.of(
      "plain",
      "quo\"te",
      "quo\\\"te",
      "back\\slash",
      "back\\",
      "line\nfeed",
      "line\\nfeed",
      "carriage\rreturn",
      "tab\tand blank ",
      "x\",table=\"plain",
      "{}",
      "# EOF",
      "schlüssel-表-🧊",
      "nul\0",
      "half\uD83E",
      "line\u2028separator",
      "plain");

  private static final Instant NOW = SmallFleet.NOW;

  @Test
  void eachTableHasItsOwnSeriesAndNoTwoAreTheSame() {
    List<Parsed.Sample> samples = Parsed.samples(text(NAMES));
    assertThat(samples).doesNotHaveDuplicates();
    assertThat(thresholds(samples)).hasSize(NAMES.size() - 1);
  }

  @Test
  void aNameIsReadBackAsItWas() {
    assertThat(thresholds(Parsed.samples(text(List.of("a\\b\"c\nd表🧊")))))
        .containsExactly("a\\\\b\\\"c\\nd表🧊");
  }

  @Test
  void whatCannotBeWrittenIsReplacedAndStillShownOnce() {
    List<Parsed.Sample> samples =
        Parsed.samples(text(List.of("a\0", "a\uD83E", "a\uFFFD", "a\uDC00b")));
    assertThat(thresholds(samples)).containsExactly("a\uFFFD", "a\uFFFDb");
  }

  private static List<String> thresholds(List<Parsed.Sample> samples) {
    return samples.stream()
        .filter(sample -> sample.name().equals("pinot_iceberg_lag_threshold_seconds"))
        .filter(sample -> "warning".equals(sample.labels().get("severity")))
        .map(sample -> sample.labels().get("table"))
        .toList();
  }

  private static String text(List<String> names) {
    Function<String, TableState> table = name ->
        TableState.initial(TableSettings.defaults(new TableId("prod", name)), History.none());
    Snapshot fleet = new Snapshot(
        1,
        names.stream().map(table).collect(Collectors.toList()),
        List.of(ControllerState.initial("prod")));
    return Scrapes.text(new Exposition(() -> fleet, () -> NOW, new CollectorRegistry(), true)
        .render(Format.TEXT, false));
  }
}
