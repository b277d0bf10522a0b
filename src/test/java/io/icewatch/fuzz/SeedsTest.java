package io.icewatch.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.config.ConfigurationTarget;
import io.icewatch.controller.AnswersTarget;
import io.icewatch.metrics.NamesTarget;
import io.icewatch.web.RoutesTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every seed and what a fuzzer once found, and a bounded number of mutations of them. */
class SeedsTest {
  private static final Path SEEDS = Path.of("src/test/resources/fuzz");

  /** What is done with one input. */
  private interface Target {
    void run(byte[] data) throws Exception;
  }

  @ParameterizedTest
  @CsvSource({"answers, 10000", "configuration, 800", "routes, 800", "names, 300"})
  void eachSeedAndItsMutationsHold(String target, int mutations) throws IOException {
    List<byte[]> seeds = seeds(SEEDS.resolve(target));
    assertThat(seeds).isNotEmpty();
    seeds.forEach(seed -> hold(target, seed));
    Random random = new Random(4711);
    for (int i = 0; i < mutations; i++) {
      byte[] seed = seeds.get(random.nextInt(seeds.size()));
      hold(target, mutated(seed, seeds.get(random.nextInt(seeds.size())), random));
    }
  }

  private static Target target(String name) {
    return switch (name) {
      case "answers" -> AnswersTarget::fuzzerTestOneInput;
      case "configuration" -> ConfigurationTarget::fuzzerTestOneInput;
      case "routes" -> RoutesTarget::fuzzerTestOneInput;
      case "names" -> NamesTarget::fuzzerTestOneInput;
      default -> throw new IllegalArgumentException("target: " + name);
    };
  }

  private static void hold(String target, byte[] data) {
    try {
      target(target).run(data);
    } catch (Exception | AssertionError e) {
      throw new AssertionError(
          target + " (an input to keep, Base64): " + Base64.getEncoder().encodeToString(data), e);
    }
  }

  private static List<byte[]> seeds(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      List<byte[]> seeds = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        seeds.add(Files.readAllBytes(file));
      }
      return seeds;
    }
  }

  /** The seed with one to four places changed: a byte, a piece taken out, doubled, or of another. */
  private static byte[] mutated(byte[] seed, byte[] other, Random random) {
    byte[] data = seed.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(data.length + 1);
      int most = Math.min(data.length - at, 1 + random.nextInt(24));
      data = switch (random.nextInt(4)) {
        case 0 -> spliced(data, at, Math.min(1, most), new byte[] {(byte) random.nextInt(256)});
        case 1 -> spliced(data, at, most, new byte[0]);
        case 2 -> spliced(data, at, 0, piece(data, random));
        default -> spliced(data, at, most, piece(other, random));
      };
    }
    return data;
  }

  private static byte[] piece(byte[] from, Random random) {
    if (from.length == 0) {
      return new byte[0];
    }
    int at = random.nextInt(from.length);
    byte[] piece = new byte[Math.min(from.length - at, 1 + random.nextInt(24))];
    System.arraycopy(from, at, piece, 0, piece.length);
    return piece;
  }

  private static byte[] spliced(byte[] data, int at, int out, byte[] in) {
    byte[] next = new byte[data.length - out + in.length];
    System.arraycopy(data, 0, next, 0, at);
    System.arraycopy(in, 0, next, at, in.length);
    System.arraycopy(data, at + out, next, at + in.length, data.length - at - out);
    return next;
  }
}
