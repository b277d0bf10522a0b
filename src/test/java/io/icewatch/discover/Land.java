package io.icewatch.discover;

import io.icewatch.model.Answer;
import io.icewatch.model.ControllerLimits;
import io.icewatch.model.ControllerSettings;
import io.icewatch.model.Credentials;
import io.icewatch.model.DiscoveryState;
import io.icewatch.model.Failure;
import io.icewatch.model.JournalException;
import io.icewatch.model.KnownTables;
import io.icewatch.model.TableListing;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One controller with its tables, a store, those who watch, and a clock that is set by hand. */
final class Land implements Field, KnownTables, InstantSource {
  static final String CONTROLLER = "prod";

  TableListing listing = TableListing.of(List.of());
  Optional<Failure> failure = Optional.empty();
  boolean storeFails;
  boolean followersFail;
  Instant now = Instant.parse("2026-03-01T00:00:00Z");
  int asked;
  final List<List<String>> found = new ArrayList<>();
  final List<DiscoveryState> states = new ArrayList<>();
  final Map<String, List<String>> stored = new HashMap<>();

  static ControllerSettings asked(String controller, String url) {
    Credentials none = new Credentials.None();
    return new ControllerSettings(
        controller, URI.create(url), none, none, ControllerLimits.defaults());
  }

  /** Every table but those that are called tmp. */
  static Survey survey(int most, String... named) {
    return new Survey(
        asked(CONTROLLER, "http://localhost"),
        Duration.ofMinutes(1),
        Duration.ofSeconds(10),
        most,
        Set.of(named),
        new Survey.Choice() {
          @Override
          public boolean wants(String table) {
            return !table.startsWith("tmp");
          }

          @Override
          public List<String> idle(Collection<String> tables) {
            return tables.stream().anyMatch(table -> table.startsWith("tmp"))
                ? List.of()
                : List.of("discover.exclude[0]: tmp.*");
          }
        });
  }

  void lists(String... tables) {
    listing = TableListing.of(List.of(tables));
    failure = Optional.empty();
  }

  DiscoveryState state() {
    return states.get(states.size() - 1);
  }

  @Override
  public synchronized Answer<TableListing> list(String controller, Duration timeout) {
    asked++;
    return failure.isPresent()
        ? new Answer.Failed<>(failure.get())
        : new Answer.Observed<>(listing, Optional.empty());
  }

  @Override
  public void found(String controller, List<String> tables) {
    if (followersFail) {
      throw new IllegalStateException("nobody follows");
    }
    found.add(tables);
  }

  @Override
  public void stands(String controller, Optional<DiscoveryState> state) {
    state.ifPresent(states::add);
  }

  @Override
  public Map<String, List<String>> load() {
    return stored;
  }

  @Override
  public void save(String controller, List<String> tables) throws JournalException {
    if (storeFails) {
      throw new JournalException("the disk is full");
    }
    stored.put(controller, tables);
  }

  @Override
  public Instant instant() {
    return now;
  }
}
