package io.icewatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.icewatch.Daemon;
import io.icewatch.config.Configuration;
import io.icewatch.config.ConfigurationLoader;
import io.icewatch.config.ControllerConfig;
import io.icewatch.config.Discovery;
import io.icewatch.config.Loading;
import io.icewatch.controller.Acceptance;
import io.icewatch.controller.ControllerClient;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableId;
import io.icewatch.model.TableState;
import io.icewatch.sandbox.Sandbox;
import io.icewatch.sandbox.SandboxSettings;
import io.icewatch.sandbox.SandboxTable;
import io.icewatch.sandbox.Writing;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daemon over a controller whose tables it is not told. */
class DiscoveryIT {
  private static final Duration BRISK = Duration.ofMillis(300);

  @TempDir
  private Path directory;

  /** A hundred tables that cost nothing, and what a file names. */
  private static Sandbox sandbox(String... more) {
    return Sandbox.start(SandboxSettings.of(
        Stream.concat(IntStream.range(0, 100).mapToObj("t%02d_OFFLINE"::formatted), Stream.of(more))
            .map(DiscoveryIT::empty)
            .toList()));
  }

  private static SandboxTable empty(String name) {
    return SandboxTable.named(name).writing(Writing.once(0)).neverIngested();
  }

  private Configuration configuration(URI url, String controller) throws IOException {
    Path file = Files.writeString(
        directory.resolve("icewatch.yml"), """
        web: {listen: "127.0.0.1:0"}
        defaults: {poll: {interval: 1s, runningInterval: 1s, filesInterval: 1s, timeout: 5s}}
        controllers:
          - name: prod
            url: %s
            limits: {requestsPerSecond: 2000}
        %s""".formatted(url, controller.indent(4)));
    Loading loading = ConfigurationLoader.load(file, System.getenv());
    assertThat(loading).isInstanceOf(Loading.Loaded.class);
    Configuration configuration = ((Loading.Loaded) loading).configuration();
    ControllerConfig prod = configuration.controllers().get(0);
    Discovery slow = prod.discovery().orElseThrow();
    // Brisker than a file may say: the rounds are counted, not their seconds.
    Discovery brisk = new Discovery(
        slow.include(),
        slow.exclude(),
        BRISK,
        slow.maxTables(),
        slow.overrides(),
        slow.otherwise());
    return configuration.withControllers(List.of(new ControllerConfig(
        prod.settings(), prod.tables(), prod.triggers(), prod.zone(), Optional.of(brisk))));
  }

  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofSeconds(60));
  }

  private static Optional<TableState> table(Snapshot snapshot, String name) {
    return snapshot.tables().stream()
        .filter(table -> table.id().equals(new TableId("prod", name)))
        .findFirst();
  }

  private static String metrics(Daemon daemon) {
    return Http.get("http://127.0.0.1:" + daemon.port() + "/metrics").body();
  }

  @Test
  void tablesComeAndGoWithTheControllersListAndSurviveItsAbsence() throws Exception {
    String patterns = """
        discover: {exclude: ["tmp_.*"]}
        tables: [{match: "t9._OFFLINE", lag: {warning: 3m}}, {name: named_OFFLINE}]
        """;
    URI url;
    try (Sandbox sandbox = sandbox("tmp_a_OFFLINE");
        Daemon daemon = Daemon.start(configuration(url = sandbox.url(), patterns), "test")) {
      patiently().until(() -> daemon.snapshot().tables().size() == 101);
      assertThat(table(daemon.snapshot(), "named_OFFLINE")).isPresent();
      assertThat(table(daemon.snapshot(), "tmp_a_OFFLINE")).isEmpty();
      assertThat(lagWarning(daemon, "t95_OFFLINE")).isEqualTo(Duration.ofMinutes(3));
      assertThat(lagWarning(daemon, "t85_OFFLINE")).isEqualTo(Duration.ofMinutes(15));
      // The tables are watched a moment before the round that found them is told of.
      patiently().until(() -> metrics(daemon).contains("icewatch_tables_dropped{"));
      assertThat(metrics(daemon))
          .contains("icewatch_tables{controller=\"prod\",} 101.0\n")
          .contains("icewatch_tables_dropped{controller=\"prod\",} 0.0\n")
          .contains("icewatch_discovery_up{controller=\"prod\",} 1.0\n");

      sandbox.create(SandboxTable.named("fresh_OFFLINE"));
      patiently()
          .until(() -> table(daemon.snapshot(), "fresh_OFFLINE")
              .flatMap(TableState::lastSuccess)
              .isPresent());

      sandbox.drop("fresh_OFFLINE");
      patiently().until(() -> table(daemon.snapshot(), "fresh_OFFLINE").isEmpty());
      assertThat(metrics(daemon)).doesNotContain("fresh_OFFLINE");

      // Added again with a run of its own: what was stored of it is there, and goes on.
      sandbox.create(SandboxTable.named("fresh_OFFLINE"));
      patiently()
          .until(() -> table(daemon.snapshot(), "fresh_OFFLINE")
              .filter(table -> table.history().runs().size() == 2)
              .isPresent());

      // Made anew without a run: nothing of the old one is its own.
      sandbox.drop("fresh_OFFLINE");
      patiently().until(() -> table(daemon.snapshot(), "fresh_OFFLINE").isEmpty());
      sandbox.create(empty("fresh_OFFLINE"));
      patiently()
          .until(() -> table(daemon.snapshot(), "fresh_OFFLINE")
              .filter(table -> table.observation().status().up())
              .filter(table -> table.lastSuccess().isEmpty())
              .isPresent());
    }
    try (Daemon daemon = Daemon.start(configuration(url, patterns), "test")) {
      assertThat(daemon.snapshot().tables()).hasSize(102);
      patiently()
          .until(() -> metrics(daemon).contains("icewatch_discovery_up{controller=\"prod\",} 0.0"));
      assertThat(daemon.snapshot().tables()).hasSize(102);
      assertThat(metrics(daemon)).doesNotContain("icewatch_tables_dropped{");
    }
  }

  @Test
  void oneLookListsFirstAndSaysWhenItCouldNot() throws Exception {
    URI url;
    try (Sandbox sandbox = sandbox()) {
      url = sandbox.url();
      Snapshot seen = Daemon.lookOnce(configuration(url, "discover: {maxTables: 60}\n"));
      assertThat(seen.tables()).hasSize(60);
      assertThat(seen.controllers().get(0).discovery().orElseThrow().words())
          .isEqualTo("60 tables discovered, 40 more left out by discover.maxTables");
    }
    Snapshot blind = Daemon.lookOnce(configuration(url, "discover: {}\n"));
    assertThat(blind.tables()).isEmpty();
    assertThat(blind.controllers().get(0).discovery().orElseThrow().failure().orElseThrow())
        .startsWith("unreachable: ");
  }

  @Test
  void aDatabasesTablesAreWatchedAndTriggeredByTheirWholeNames() throws Exception {
    try (Sandbox sandbox = sandbox("sales.orders_OFFLINE", "hr.people_OFFLINE")) {
      Configuration configuration =
          configuration(sandbox.url(), "api: iceberg\ndatabase: sales\ndiscover: {}\n");
      Snapshot seen = Daemon.lookOnce(configuration);
      assertThat(seen.tables())
          .extracting(table -> table.id().table())
          .containsExactly("sales.orders_OFFLINE");
      assertThat(seen.tables().get(0).observation().status().up()).isTrue();
      assertThat(seen.tables().get(0).observation().config().up()).isTrue();

      try (ControllerClient client = new ControllerClient(
          configuration.controllers().get(0).settings(), InstantSource.system())) {
        assertThat(client.trigger("sales.orders_OFFLINE", Duration.ofSeconds(10)))
            .isInstanceOfSatisfying(
                Acceptance.Accepted.class,
                accepted -> assertThat(accepted.excerpt())
                    .contains("triggered for table: sales.orders_OFFLINE"));
      }
    }
  }

  private static Duration lagWarning(Daemon daemon, String name) {
    return table(daemon.snapshot(), name).orElseThrow().settings().lag().warning();
  }
}
