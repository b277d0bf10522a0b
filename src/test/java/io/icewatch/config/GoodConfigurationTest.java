package io.icewatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Api;
import io.icewatch.model.CatalogAuth;
import io.icewatch.model.CatalogSettings;
import io.icewatch.model.ControllerLimits;
import io.icewatch.model.ControllerSettings;
import io.icewatch.model.Credentials;
import io.icewatch.model.LagThresholds;
import io.icewatch.model.MaintenanceWindow;
import io.icewatch.model.PollSettings;
import io.icewatch.model.RunSettings;
import io.icewatch.model.TableId;
import io.icewatch.model.TableSettings;
import io.icewatch.model.TriggerLimits;
import io.icewatch.model.TriggerMode;
import io.icewatch.model.TriggerRules;
import java.net.URI;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoodConfigurationTest {
  static Stream<Path> good() {
    return Fixtures.yamlIn(Fixtures.GOOD).stream();
  }

  @ParameterizedTest
  @MethodSource("good")
  void aGoodFileLoadsWithoutWarning(Path file) {
    assertThat(ConfigurationLoader.check(file, Fixtures.ENV))
        .isInstanceOfSatisfying(
            Loading.Loaded.class, loaded -> assertThat(loaded.warnings()).isEmpty());
  }

  @Test
  void theSmallestFileGetsEveryDefault() {
    Credentials none = new Credentials.None();
    assertThat(Fixtures.loaded(Fixtures.GOOD.resolve("smallest.yml")))
        .isEqualTo(new Configuration(
            Listen.defaults(),
            Fixtures.GOOD.resolve("icewatch.db"),
            false,
            List.of(new ControllerConfig(
                new ControllerSettings(
                        "local",
                        URI.create("http://localhost:9000"),
                        none,
                        none,
                        ControllerLimits.defaults())
                    .speaking(Optional.empty()),
                List.of(TableSettings.defaults(new TableId("local", "orders_OFFLINE")))))));
  }

  @Test
  void theGenerationOfTheApiIsGivenOrToBeFoundOut() {
    assertThat(Fixtures.loaded(Fixtures.GOOD.resolve("api.yml")).controllers())
        .extracting(controller -> controller.settings().api())
        .containsExactly(
            Optional.of(Api.ICEBERG), Optional.of(Api.EXTERNAL_TABLE), Optional.empty());
  }

  @Test
  void settingsFallThroughKeyByKey() {
    List<ControllerConfig> controllers =
        Fixtures.loaded(Fixtures.GOOD.resolve("fall-through.yml")).controllers();

    TableSettings inherits = controllers.get(0).tables().get(0);
    assertThat(inherits.poll()).isEqualTo(poll(40, 5, 60, 300, 4));
    assertThat(inherits.lag()).isEqualTo(lag(10, 120));
    assertThat(inherits.runs()).isEqualTo(RunSettings.defaults());

    TableSettings overrides = controllers.get(0).tables().get(1);
    assertThat(overrides.poll()).isEqualTo(poll(60, 5, 60, 5400, 4));
    assertThat(overrides.lag()).isEqualTo(lag(60, 60));
    assertThat(overrides.runs())
        .isEqualTo(new RunSettings(Duration.ofDays(1), Duration.ofDays(7), Duration.ofDays(365)));

    TableSettings other = controllers.get(1).tables().get(0);
    assertThat(other.poll()).isEqualTo(poll(20, 5, 60, 300, 4));
    assertThat(other.lag()).isEqualTo(lag(10, 60));
  }

  @Test
  void theAutoTriggersKeysFallThroughOneByOne() {
    Configuration configuration = Fixtures.loaded(Fixtures.GOOD.resolve("trigger.yml"));
    assertThat(configuration.trigger())
        .isEqualTo(
            new FleetTrigger(TriggerMode.DRY_RUN, new TriggerLimits(Duration.ZERO, 6, 1, 50, 10)));
    ControllerConfig one = configuration.controllers().get(0);
    assertThat(one.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    MaintenanceWindow nightly = new MaintenanceWindow(
        "nightly",
        EnumSet.allOf(DayOfWeek.class),
        LocalTime.of(22, 30),
        Duration.ofHours(4),
        ZoneOffset.UTC);
    TriggerRules inherits = new TriggerRules(
        TriggerMode.AUTO,
        Duration.ofMinutes(30),
        3,
        Duration.ofMinutes(20),
        Duration.ofDays(1),
        2,
        Duration.ofMinutes(5),
        Duration.ofMinutes(2),
        List.of(nightly));
    assertThat(one.triggers())
        .containsEntry(new TableId("one", "inherits_OFFLINE"), new TableTrigger(inherits, true));
    assertThat(one.triggers().get(new TableId("one", "overrides_OFFLINE")))
        .isEqualTo(new TableTrigger(
            new TriggerRules(
                TriggerMode.DISABLED,
                Duration.ofMinutes(10),
                5,
                Duration.ofMinutes(20),
                Duration.ofHours(2),
                2,
                Duration.ofMinutes(1),
                Duration.ZERO,
                List.of(new MaintenanceWindow(
                    "weekend",
                    EnumSet.of(
                        DayOfWeek.FRIDAY,
                        DayOfWeek.SATURDAY,
                        DayOfWeek.SUNDAY,
                        DayOfWeek.MONDAY,
                        DayOfWeek.WEDNESDAY),
                    LocalTime.of(9, 5),
                    Duration.ofDays(1),
                    ZoneId.of("America/New_York")))),
            false));
    assertThat(one.triggers())
        .hasEntrySatisfying(
            new TableId("one", "never_down_OFFLINE"),
            table -> assertThat(table.rules().windows()).isEmpty());
    assertThat(configuration.acts()).as("under the ceiling").isFalse();
  }

  @Test
  void environmentVariablesAreFilledInAfterParsing() {
    Configuration configuration = Fixtures.loaded(Fixtures.GOOD.resolve("environment.yml"));
    assertThat(configuration.listen()).isEqualTo(new Listen("::1", 9913));
    assertThat(configuration.statePath()).isEqualTo(Fixtures.GOOD.resolve("state/icewatch.db"));
    assertThat(configuration.checkpointInfo()).isTrue();
    ControllerConfig controller = configuration.controllers().get(0);
    assertThat(controller.settings().name()).isEqualTo("eu-prod");
    assertThat(controller.settings().url()).isEqualTo(URI.create("http://localhost:9000/api"));
    assertThat(controller.settings().limits().requestsPerSecond()).isEqualTo(7);
    assertThat(controller.tables().get(0).poll().interval()).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void triggerCredentialsAreThoseForReadingUnlessGiven() {
    ControllerSettings same = Fixtures.loaded(Fixtures.GOOD.resolve("environment.yml"))
        .controllers()
        .get(0)
        .settings();
    assertThat(same.auth())
        .isEqualTo(new Credentials.BearerFile(Fixtures.GOOD.resolve("secrets/token")));
    assertThat(same.triggerAuth()).isEqualTo(same.auth());

    ControllerSettings own =
        Fixtures.loaded(Fixtures.EXAMPLE).controllers().get(0).settings();
    assertThat(own.auth()).isEqualTo(new Credentials.BearerFile(Path.of("/etc/icewatch/token")));
    assertThat(own.triggerAuth())
        .isEqualTo(
            new Credentials.BasicFile("icewatch", Path.of("/etc/icewatch/trigger-password")));
  }

  @Test
  void sharedTablesBelongToTheControllerThatListsThem() {
    List<ControllerConfig> controllers =
        Fixtures.loaded(Fixtures.GOOD.resolve("aliases.yml")).controllers();
    assertThat(controllers)
        .flatExtracting(ControllerConfig::tables)
        .extracting(table -> table.id().toString())
        .containsExactly(
            "a/orders_OFFLINE", "a/2026_OFFLINE", "0123/orders_OFFLINE", "0123/2026_OFFLINE");
  }

  @Test
  void aByteOrderMarkWindowsLineEndsAndEmptySectionsAreFine() {
    Configuration configuration =
        Fixtures.loaded(Fixtures.GOOD.resolve("bom-crlf-and-empty-sections.yml"));
    assertThat(configuration.tableCount()).isEqualTo(1);
    assertThat(configuration.controllers().get(0).tables().get(0).id())
        .isEqualTo(new TableId("é", "ümläut_OFFLINE"));
  }

  @Test
  void theExampleShowsTheDefaults() {
    Configuration example = Fixtures.loaded(Fixtures.EXAMPLE);
    assertThat(example.listen()).isEqualTo(Listen.defaults());
    assertThat(example.statePath()).isEqualTo(Path.of("icewatch.db"));
    assertThat(example.checkpointInfo()).isFalse();
    assertThat(example.controllers().get(0).settings().limits())
        .isEqualTo(ControllerLimits.defaults());
    assertThat(example.catalogs()).singleElement().satisfies(lake -> {
      assertThat(lake.limits()).isEqualTo(CatalogSettings.Limits.defaults());
      assertThat(lake.auth()).isInstanceOf(CatalogAuth.ClientCredentials.class);
    });
    assertThat(example.trigger()).isEqualTo(FleetTrigger.defaults());
    assertThat(example.controllers().get(0).triggers())
        .containsEntry(new TableId("prod", "customers_OFFLINE"), TableTrigger.defaults());
    TableSettings inherits = example.controllers().get(0).tables().get(1);
    assertThat(inherits.poll()).isEqualTo(poll(15, 5, 120, 300, 10));
    assertThat(inherits.lag()).isEqualTo(lag(20, 60));
  }

  private static PollSettings poll(
      int interval, int running, int files, int staleAfter, int timeout) {
    return new PollSettings(
        Duration.ofSeconds(interval),
        Duration.ofSeconds(running),
        Duration.ofSeconds(files),
        Duration.ofSeconds(staleAfter),
        Duration.ofSeconds(timeout));
  }

  private static LagThresholds lag(int warningMinutes, int criticalMinutes) {
    return new LagThresholds(
        Duration.ofMinutes(warningMinutes), Duration.ofMinutes(criticalMinutes));
  }
}
