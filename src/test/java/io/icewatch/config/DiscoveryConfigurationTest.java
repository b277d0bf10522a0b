package io.icewatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.icewatch.model.Database;
import io.icewatch.model.SourceByTask;
import io.icewatch.model.TableId;
import io.icewatch.model.TriggerMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscoveryConfigurationTest {
  private static final String HEAD = "controllers:\n  - name: p\n    url: http://localhost\n";

  @TempDir
  private Path directory;

  @Test
  void anEmptyMappingIsEveryTableAsTheControllerSays() throws IOException {
    Discovery discovery = discovery("    lag: {warning: 7m}\n    discover: {}\n");

    assertThat(discovery.wants("anything_OFFLINE")).isTrue();
    assertThat(discovery.interval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(discovery.maxTables()).isEqualTo(1_000);
    assertThat(discovery.settings(id("a_OFFLINE")).lag().warning())
        .isEqualTo(Duration.ofMinutes(7));
    assertThat(discovery.trigger(id("a_OFFLINE"))).isEqualTo(TableTrigger.defaults());
  }

  @ParameterizedTest
  @CsvSource({
    "orders_OFFLINE, true",
    "orders_eu_OFFLINE, true",
    "my_orders_OFFLINE, false",
    "clicks_OFFLINE, true",
    "clicks_eu_OFFLINE, false",
    "orders_eu_tmp_OFFLINE, false",
    "orders_tmp_eu_OFFLINE, true"
  })
  void patternsAreOfWholeNamesAndExcludingOnesWin(String table, boolean wanted) throws IOException {
    Discovery discovery = discovery("""
            discover:
              include: ["orders_.*", clicks_OFFLINE]
              exclude: [".*_tmp_OFFLINE"]
        """);
    assertThat(discovery.wants(table)).isEqualTo(wanted);
  }

  @Test
  void theFirstPatternThatMatchesSaysHowATableIsWatched() throws IOException {
    Discovery discovery = discovery("""
            lag: {warning: 20m}
            trigger: {lag: 40m}
            discover: {interval: 30s, maxTables: 5}
            tables:
              - match: orders_.*
                lag: {warning: 5m}
              - name: plain_OFFLINE
              - match: orders_eu_.*|clicks_.*
                lag: {critical: 2h}
                trigger: {mode: dry-run}
        """);
    TableId orders = id("orders_eu_OFFLINE");
    TableId clicks = id("clicks_OFFLINE");

    assertThat(discovery.settings(orders).id()).isEqualTo(orders);
    assertThat(discovery.settings(orders).lag().warning()).isEqualTo(Duration.ofMinutes(5));
    assertThat(discovery.settings(orders).lag().critical()).isEqualTo(Duration.ofHours(1));
    assertThat(discovery.trigger(orders).rules().mode()).isEqualTo(TriggerMode.DISABLED);
    assertThat(discovery.settings(clicks).lag().warning()).isEqualTo(Duration.ofMinutes(20));
    assertThat(discovery.settings(clicks).lag().critical()).isEqualTo(Duration.ofHours(2));
    assertThat(discovery.trigger(clicks).rules().mode()).isEqualTo(TriggerMode.DRY_RUN);
    assertThat(discovery.settings(id("x_OFFLINE")).lag().warning())
        .isEqualTo(Duration.ofMinutes(20));
    assertThat(discovery.interval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(discovery.maxTables()).isEqualTo(5);
  }

  @Test
  void aDiscoveredTableIsIngestedFromWhatItsOwnTaskNamesInTheCatalogOfItsController()
      throws IOException {
    Discovery discovery =
        discovery("catalogs: {lake: {type: rest, uri: 'http://localhost:1'}}\n", """
            catalog: {name: lake}
            discover: {}
            tables:
              - match: legacy_.*
                catalog: {enabled: false}
              - match: audit_.*
                catalog: {branch: published}
        """);

    assertThat(discovery.settings(id("a_OFFLINE")).source())
        .contains(new SourceByTask("lake", Optional.empty()));
    assertThat(discovery.settings(id("legacy_OFFLINE")).source()).isEmpty();
    assertThat(discovery.settings(id("audit_OFFLINE")).source())
        .contains(new SourceByTask("lake", Optional.of("published")));
  }

  @Test
  void aControllerOfWhichOnlyADiscoveredTableMayBeTriggeredActs() throws IOException {
    Configuration never = configuration("", "    discover: {}\n    trigger: {mode: dry-run}\n");
    Configuration some = configuration("", """
            discover: {}
            tables: [{match: "orders_.*", trigger: {mode: auto}}]
        """);

    assertThat(never.acts()).isFalse();
    assertThat(some.acts()).isTrue();
    assertThat(some.tableCount()).isZero();
  }

  @Test
  void patternsThatMatchNothingAreNamedWithTheirPlace() throws IOException {
    Discovery discovery = discovery("""
            discover: {include: ["orders_.*", "clicks"], exclude: [".*_tmp_OFFLINE"]}
            tables: [{match: "orders_eu_.*"}, {match: "orders_us_.*"}]
        """);
    assertThat(discovery.idle(List.of("orders_eu_OFFLINE", "clicks_OFFLINE")))
        .extracting(pattern -> pattern.path() + " " + pattern.text() + " " + pattern.at())
        .containsExactly(
            "controllers[0].discover.include[1] clicks 4:39",
            "controllers[0].discover.exclude[0] .*_tmp_OFFLINE 4:60",
            "controllers[0].tables[1].match orders_us_.* 5:47");
  }

  @Test
  void theTablesOfADatabaseAreCalledByItWhetherTheFileSaysSoOrNot() throws IOException {
    ControllerConfig controller = configuration("", """
            database: sales
            tables: [{name: orders_OFFLINE}, {name: sales.clicks_OFFLINE}]
        """).controllers().get(0);

    assertThat(controller.settings().database()).contains(new Database("sales"));
    assertThat(controller.tables())
        .extracting(table -> table.id().table())
        .containsExactly("sales.orders_OFFLINE", "sales.clicks_OFFLINE");
  }

  @Test
  void noPatternThatPassesIsMuchLargerThanItWasTakenFor() {
    Random random = new Random(7);
    String[] pieces = {
      "a",
      "(",
      ")",
      "[",
      "]",
      "^",
      "\\",
      "{2}",
      "{3,}",
      "{1,9}",
      "{",
      "}",
      "|",
      "*",
      "+",
      "?",
      ".",
      "\\Q",
      "\\E",
      "\\p{L}",
      "\\x{61}",
      "[:alpha:]",
      "(?:",
      "\\(",
      "\\[",
      "-",
      "(?i)"
    };
    int compiled = 0;
    for (int round = 0; round < 200_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      long size = PatternSize.of(text.toString());
      if (size > 5_000) {
        continue;
      }
      try {
        Pattern pattern = Pattern.compile(text.toString());
        compiled++;
        assertThat((long) pattern.programSize())
            .as("%s, taken for %s", text, size)
            .isLessThanOrEqualTo(20 + 4 * size);
      } catch (PatternSyntaxException e) {
        assertThat(e).hasMessageContaining("parsing");
      }
    }
    assertThat(compiled).isGreaterThan(10_000);
  }

  private static TableId id(String table) {
    return new TableId("p", table);
  }

  private Discovery discovery(String controller) throws IOException {
    return discovery("", controller);
  }

  private Discovery discovery(String before, String controller) throws IOException {
    return configuration(before, controller).controllers().get(0).discovery().orElseThrow();
  }

  private Configuration configuration(String before, String controller) throws IOException {
    return Fixtures.loaded(
        Files.writeString(directory.resolve("icewatch.yml"), before + HEAD + controller));
  }
}
