package io.icewatch.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * Whatever stands in the configuration, or in the web config that it names, is loaded or refused with
 * a place for each problem; what is loaded can be shown, with the place of each value.
 *
 * <p>An input that begins with {@code web\n} is a web config.
 */
public final class ConfigurationTarget {
  private static final Map<String, String> ENV = Map.of("HOST", "pinot.example.com", "EMPTY", "");
  private static final byte[] WEB = "web\n".getBytes(StandardCharsets.US_ASCII);
  private static final String NAMING = """
      web: {configFile: web.yml}
      controllers:
        - {name: prod, url: "http://localhost:9000", tables: [{name: orders_OFFLINE}]}
      """;
  private static final Path DIRECTORY = directory();

  private ConfigurationTarget() {}

  /** One execution, as the fuzzer's driver knows it. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    boolean web = data.length >= WEB.length && Arrays.mismatch(data, WEB) == WEB.length;
    Path file = DIRECTORY.resolve("icewatch.yml");
    if (web) {
      byte[] text = Arrays.copyOfRange(data, WEB.length, data.length);
      Files.write(DIRECTORY.resolve("web.yml"), text);
      Files.writeString(file, NAMING);
    } else {
      Files.write(file, data);
    }
    Loading loading = ConfigurationLoader.check(file, ENV);
    if (loading instanceof Loading.Invalid invalid) {
      for (Problem problem : invalid.problems()) {
        // A file that cannot be read as text at all, or is not there, has no lines to point at.
        boolean placed = problem.at().isPresent()
            || problem.path().equals("icewatch.yml")
            || problem.path().startsWith("web.configFile");
        if (!placed || problem.toString().chars().anyMatch(Character::isISOControl)) {
          throw new AssertionError("no place, or not one line: " + problem);
        }
      }
      return;
    }
    Configuration configuration = ((Loading.Loaded) loading).configuration();
    configuration.controllers().forEach(controller -> {
      if (controller.settings().name().isBlank() || controller.settings().url().getHost() == null) {
        throw new AssertionError("not sane: " + controller.settings());
      }
    });
    if (ShownText.of(Shown.tree(configuration), Origins.of(file)).isEmpty()) {
      throw new AssertionError("nothing to show: " + configuration);
    }
    Shown.json(configuration);
  }

  private static Path directory() {
    try {
      Path directory = Files.createTempDirectory("icewatch-fuzz");
      directory.toFile().deleteOnExit();
      Files.writeString(directory.resolve("password"), "correct horse");
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
