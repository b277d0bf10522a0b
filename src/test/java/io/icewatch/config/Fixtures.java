package io.icewatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The configuration files of the tests. */
final class Fixtures {
  static final Path BAD = Path.of("src/test/resources/config/bad");
  static final Path GOOD = Path.of("src/test/resources/config/good");
  static final Path EXAMPLE = Path.of("icewatch.example.yml");

  static final Map<String, String> ENV = Map.of(
      "EMPTY", "",
      "HOST", "localhost",
      "REGION", "eu",
      "NUMBER", "15",
      "INJECTED", "x\n    url: http://evil",
      "SECRET", "st-top-secret");

  private Fixtures() {}

  static List<Path> yamlIn(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".yml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Configuration loaded(Path file) {
    Loading loading = ConfigurationLoader.load(file, ENV);
    assertThat(loading).isInstanceOf(Loading.Loaded.class);
    return ((Loading.Loaded) loading).configuration();
  }

  static List<String> warnings(Path directory, String yaml) throws IOException {
    Loading loading =
        ConfigurationLoader.load(Files.writeString(directory.resolve("icewatch.yml"), yaml), ENV);
    assertThat(loading).isInstanceOf(Loading.Loaded.class);
    return ((Loading.Loaded) loading).warnings().stream().map(Problem::toString).toList();
  }
}
