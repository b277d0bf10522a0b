package io.icewatch.config;

import io.icewatch.model.MaintenanceWindow;
import io.icewatch.model.TriggerMode;
import io.icewatch.model.TriggerRules;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of {@code trigger} falls through beside its durations, in force at one level of the file.
 *
 * @param shortCooldown whether a cool-down shorter than the table's runs is meant
 * @param maintenance of the level closest to the table that lists any
 */
record TriggerChoices(
    TriggerMode mode,
    int observations,
    int maxAttempts,
    boolean shortCooldown,
    List<MaintenanceWindow> maintenance) {
  TriggerChoices {
    maintenance = List.copyOf(maintenance);
  }

  /** The built-in defaults. */
  static TriggerChoices builtIn() {
    TriggerRules rules = TriggerRules.defaults();
    return new TriggerChoices(
        rules.mode(), rules.observations(), rules.maxAttempts(), false, rules.windows());
  }

  /** These, overridden key by key by what the section says in trigger. */
  TriggerChoices overriddenBy(Section owner) {
    Section trigger = owner.section("trigger");
    List<MaintenanceWindow> windows = Windows.read(trigger);
    return new TriggerChoices(
        mode(trigger).orElse(mode),
        trigger.whole("observations", 1, 1_000).orElse(observations),
        trigger.whole("maxAttempts", 1, 20).orElse(maxAttempts),
        trigger.bool("shortCooldown").orElse(shortCooldown),
        trigger.names("maintenance") ? windows : maintenance);
  }

  /** The mode under the key {@code mode}. */
  static Optional<TriggerMode> mode(Section section) {
    String expected = Stream.of(TriggerMode.values())
        .map(TriggerMode::label)
        .collect(Collectors.joining(", ", "one of ", ""));
    Optional<Text> text = section.scalar("mode", expected);
    Optional<TriggerMode> mode = text.flatMap(word -> Stream.of(TriggerMode.values())
        .filter(known -> known.label().equals(word.value().toLowerCase(Locale.ROOT)))
        .findFirst());
    if (text.isPresent() && mode.isEmpty()) {
      section.scope().findings().problem(text.get(), expected);
    }
    return mode;
  }
}
