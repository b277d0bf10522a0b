package io.icewatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.icewatch.config.Configuration;
import io.icewatch.config.ControllerConfig;
import io.icewatch.config.Discovery;
import io.icewatch.config.Listen;
import io.icewatch.config.TableTrigger;
import io.icewatch.model.ControllerLimits;
import io.icewatch.model.ControllerSettings;
import io.icewatch.model.Credentials;
import io.icewatch.model.TableId;
import io.icewatch.model.TableSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RosterTest {
  private static final Configuration ONE = configuration(controller("prod", "a_OFFLINE"));

  private final List<Configuration> followed = new ArrayList<>();
  private boolean willing = true;

  private CompletableFuture<Void> follow(Configuration complete) {
    if (!willing) {
      throw new IllegalStateException("cannot");
    }
    followed.add(complete);
    return CompletableFuture.completedFuture(null);
  }

  /** Finds everything but what is called hidden. */
  private Roster roster() {
    return new Roster(
        ONE,
        (controller, table) -> table.startsWith("hidden")
            ? Optional.empty()
            : Optional.of(new Roster.Found(
                TableSettings.defaults(new TableId(controller.settings().name(), table)),
                TableTrigger.defaults())),
        this::follow);
  }

  private static ControllerConfig controller(String name, String... tables) {
    ControllerConfig named = undiscovered(name, tables);
    TableSettings usual = TableSettings.defaults(new TableId(name, "any"));
    Discovery everything = new Discovery(
        List.of(),
        List.of(),
        Duration.ofMinutes(1),
        10,
        List.of(),
        new Discovery.Rule(
            usual.poll(), usual.lag(), usual.runs(), Optional.empty(), TableTrigger.defaults()));
    return new ControllerConfig(
        named.settings(), named.tables(), named.triggers(), named.zone(), Optional.of(everything));
  }

  private static ControllerConfig undiscovered(String name, String... tables) {
    Credentials none = new Credentials.None();
    return new ControllerConfig(
        new ControllerSettings(
            name, URI.create("http://localhost"), none, none, ControllerLimits.defaults()),
        Stream.of(tables)
            .map(table -> TableSettings.defaults(new TableId(name, table)))
            .toList());
  }

  private static Configuration configuration(ControllerConfig... controllers) {
    return new Configuration(
        Listen.defaults(), Path.of("icewatch.db"), false, List.of(controllers));
  }

  private List<String> watched() {
    return followed.get(followed.size() - 1).controllers().stream()
        .flatMap(controller -> controller.tables().stream())
        .map(table -> table.id().toString())
        .toList();
  }

  @Test
  void tablesThatWereFoundAreWatchedBehindThoseThatAreNamed() {
    Roster roster = roster();
    roster.listed("prod", List.of("z_OFFLINE", "a_OFFLINE", "hidden_OFFLINE"));
    assertThat(watched()).containsExactly("prod/a_OFFLINE", "prod/z_OFFLINE");
    assertThat(followed.get(0).controllers().get(0).triggers()).hasSize(2);
    assertThat(roster.configuration()).isEqualTo(ONE);
  }

  @Test
  void whatIsNotListedAnyMoreIsWatchedNoMoreButWhatIsNamedStays() {
    Roster roster = roster();
    roster.listed("prod", List.of("y_OFFLINE", "z_OFFLINE"));
    roster.listed("prod", List.of("y_OFFLINE"));
    assertThat(watched()).containsExactly("prod/a_OFFLINE", "prod/y_OFFLINE");
    roster.listed("prod", List.of());
    assertThat(watched()).containsExactly("prod/a_OFFLINE");
  }

  @Test
  void aListThatChangesNothingIsNotHandedOn() {
    Roster roster = roster();
    roster.listed("prod", List.of("a_OFFLINE", "hidden_OFFLINE"));
    roster.listed("not there", List.of("z_OFFLINE"));
    assertThat(followed).isEmpty();
  }

  @Test
  void whatWasFoundOutlivesAnotherConfigurationUnlessItsControllerGoes() {
    Roster roster = roster();
    roster.listed("prod", List.of("z_OFFLINE"));
    assertThat(roster.configure(configuration(controller("lab"), controller("prod"))))
        .isCompleted();
    assertThat(watched()).containsExactly("prod/z_OFFLINE");
    roster.configure(configuration(controller("lab")));
    roster.configure(configuration(controller("prod")));
    assertThat(watched()).isEmpty();
  }

  @Test
  void whatWasFoundIsForgottenWithTheDiscoveryAndDoesNotComeBackWithIt() {
    Roster roster = roster();
    roster.listed("prod", List.of("z_OFFLINE"));
    roster.configure(configuration(undiscovered("prod", "a_OFFLINE")));
    roster.listed("prod", List.of("y_OFFLINE"));
    roster.configure(ONE);
    assertThat(watched()).containsExactly("prod/a_OFFLINE");
  }

  @Test
  void whatCannotBeFollowedChangesNothing() {
    Roster roster = roster();
    willing = false;
    assertThatThrownBy(() -> roster.configure(configuration(controller("lab"))))
        .hasMessage("cannot");
    assertThat(roster.configuration()).isEqualTo(ONE);
    willing = true;
    roster.listed("lab", List.of("z_OFFLINE"));
    assertThat(followed).isEmpty();
  }

  @Test
  void withoutFindsOnlyWhatIsNamedIsWatched() {
    Roster roster = new Roster(ONE, Roster.Finds.none(), this::follow);
    roster.listed("prod", List.of("z_OFFLINE"));
    assertThat(followed).isEmpty();
  }
}
