package io.icewatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadConfigurationTest {
  static Stream<Path> mistakes() {
    return Fixtures.yamlIn(Fixtures.BAD).stream();
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsReportedInExactlyTheseWords(Path file) throws IOException {
    Path expected = Path.of(file.toString().replaceFirst("\\.yml$", ".txt"));
    assertThat(problems(file)).isEqualTo(Files.readAllLines(expected));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void noMessageShowsASecret(Path file) {
    assertThat(String.join("\n", problems(file)))
        .doesNotContain("hunter2", "st-abc-secret", "st-top-secret", "hun/ter");
  }

  @Test
  void thereIsAFixtureForMoreThanSixtyMistakes() {
    assertThat(mistakes().count()).isGreaterThan(60);
  }

  @Test
  void aMissingFileIsAProblemOfThatFile(@TempDir Path directory) {
    Path file = directory.resolve("none.yml");
    assertThat(problems(file)).containsExactly(file + ": no such file (expected: a YAML file)");
  }

  @Test
  void aDirectoryIsNoConfiguration(@TempDir Path directory) {
    assertThat(problems(directory))
        .containsExactly(directory + ": a directory (expected: a YAML file)");
  }

  @Test
  void aHugeFileIsRefusedUnread(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("huge.yml");
    Files.write(file, new byte[SourceText.MOST_BYTES + 1]);
    assertThat(problems(file))
        .containsExactly(file + ": more than 16 MiB (expected: a configuration of at most 16 MiB)");
  }

  @Test
  void anUnreadableSecretIsAProblemOnlyToACheck() {
    Path file = Fixtures.BAD.resolve("auth-file-missing.yml");
    assertThat(ConfigurationLoader.load(file, Fixtures.ENV))
        .isInstanceOfSatisfying(
            Loading.Loaded.class,
            loaded -> assertThat(loaded.warnings())
                .extracting(Problem::path)
                .containsExactly("controllers[0].auth.bearerTokenFile"));
  }

  private static List<String> problems(Path file) {
    Loading loading = ConfigurationLoader.check(file, Fixtures.ENV);
    assertThat(loading).isInstanceOf(Loading.Invalid.class);
    return ((Loading.Invalid) loading)
        .problems().stream().map(Problem::toString).toList();
  }
}
