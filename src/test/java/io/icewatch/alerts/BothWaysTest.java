package io.icewatch.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.it.Programs;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules and the push look at the same histories and say the same: the same alerts fire with the
 * same labels at each evaluation, and begin and end within one of each other.
 *
 * <p>A pending alert that an unknown, or a run in flight, keeps from firing in the push is not
 * compared until it is told again: the rules let it fire meanwhile. docs/alerting.md says why.
 */
class BothWaysTest {
  /** What only one way tells. */
  private static final Set<String> ONE_WAY = Set.of(
      "IcewatchWatchdog",
      "IcewatchDown",
      "IcewatchConfigReloadFailed",
      "PinotIcebergLagGrowing",
      "PinotIcebergFreshnessBudgetBurning");

  /** What the push goes on with while a question is unanswered, and the rules let go. */
  private static final Set<String> HELD = Set.of(
      "PinotIcebergTableVanished", "PinotIcebergCredentialsRefused", "PinotIcebergFilesMismatch");

  /** What tells how long nothing was known: the push counts that anew after a restart. */
  private static final Set<String> COUNTED_ANEW =
      Set.of("PinotIcebergTableUnobserved", "PinotIcebergLagUnknown");

  @TempDir
  private Path directory;

  static List<Histories.Told> histories() {
    return Histories.all();
  }

  @ParameterizedTest
  @MethodSource("histories")
  void bothSayTheSameOfAHistory(Histories.Told told) throws Exception {
    PastFleet fleet = new PastFleet();
    told.history().accept(fleet);
    assertThat(fleet.recording().alerts()).containsExactlyElementsOf(told.alerts());
    agree(fleet, ONE_WAY);
  }

  @ParameterizedTest
  @CsvSource({"1, false", "2, false", "3, false", "4, true", "5, true", "6, true"})
  void bothSayTheSameOfWhateverHappens(long seed, boolean restarts) throws Exception {
    PastFleet fleet = new PastFleet();
    Histories.random(fleet, new Random(seed), restarts);
    Set<String> leftOut = new TreeSet<>(ONE_WAY);
    leftOut.addAll(HELD);
    leftOut.addAll(restarts ? COUNTED_ANEW : Set.of());
    agree(fleet, leftOut);
  }

  private void agree(PastFleet fleet, Set<String> leftOut) throws Exception {
    Path test = directory.resolve("both-ways.yml");
    fleet.recording().write(test, leftOut);
    assertThat(Output.of(Programs.require("promtool"), "test", "rules", test.toString()))
        .endsWith("exit 0");
  }
}
