package io.icewatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MutatedConfigurationTest {
  private static final int TRIES = 300;
  private static final String[] PIECES = {
    "[]",
    "{}",
    "~",
    "123",
    "off",
    "- x",
    ": ",
    "\n",
    "\t",
    "'",
    "\"",
    "&a ",
    "*a",
    "? ",
    "<<: ",
    "!!int ",
    "!x ",
    "---\n",
    "...",
    "${",
    "}",
    "$${",
    "0s",
    "\u0000",
    "\uFEFF",
    "\uD83D\uDE00",
    "%",
    "|\n",
    "é",
    "#",
    "name: ",
    "  ",
    ",",
    "${A:-b}",
    "99999999999999999999",
    "2026-01-01",
    "ß_"
  };

  @TempDir
  private Path directory;

  static List<Path> files() {
    return List.of(
        Fixtures.EXAMPLE,
        Fixtures.GOOD.resolve("aliases.yml"),
        Fixtures.GOOD.resolve("catalogs.yml"),
        Fixtures.GOOD.resolve("environment.yml"),
        Fixtures.GOOD.resolve("trigger.yml"),
        Fixtures.BAD.resolve("everything-at-once.yml"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void anyMutationIsLoadedOrRefusedWithAPlace(Path file) throws IOException {
    String original = Files.readString(file);
    Path mutant = directory.resolve("mutant.yml");
    for (int seed = 0; seed < TRIES; seed++) {
      String text = mutated(original, new Random(seed));
      Files.writeString(mutant, text);
      assertThat(outcome(mutant, seed)).as("seed %s:%n%s", seed, text).isTrue();
    }
  }

  private static boolean outcome(Path mutant, int seed) {
    try {
      Loading loading = ConfigurationLoader.check(mutant, Fixtures.ENV);
      return loading instanceof Loading.Loaded
          || ((Loading.Invalid) loading)
              .problems().stream().allMatch(problem -> problem.at().isPresent());
    } catch (RuntimeException e) {
      throw new AssertionError("seed " + seed, e);
    }
  }

  private static String mutated(String original, Random random) {
    StringBuilder text = new StringBuilder(original);
    for (int i = random.nextInt(4); i >= 0; i--) {
      switch (random.nextInt(5)) {
        case 0 -> text.insert(random.nextInt(text.length() + 1), piece(random));
        case 1 -> {
          int from = random.nextInt(text.length());
          text.delete(from, Math.min(text.length(), from + 1 + random.nextInt(20)));
        }
        case 2 -> {
          int at = random.nextInt(text.length());
          text.replace(at, at + 1, piece(random));
        }
        case 3 -> replaceValue(text, random);
        default -> {
          int from = random.nextInt(text.length());
          int to = Math.min(text.length(), from + random.nextInt(200));
          text.insert(random.nextInt(text.length() + 1), text.substring(from, to));
        }
      }
      if (text.isEmpty()) {
        text.append(' ');
      }
    }
    return text.toString();
  }

  /** Puts another kind of node after some colon. */
  private static void replaceValue(StringBuilder text, Random random) {
    int colon = text.indexOf(": ", random.nextInt(text.length()));
    if (colon < 0) {
      return;
    }
    int end = text.indexOf("\n", colon);
    text.replace(colon + 2, end < 0 ? text.length() : end, piece(random));
  }

  private static String piece(Random random) {
    return PIECES[random.nextInt(PIECES.length)];
  }
}
