package io.icewatch.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a process of its own: in this one the library is loaded already. */
class NativeLibraryTest {
  @TempDir
  private Path directory;

  @Test
  void whereItCannotBeUnpackedIsNamedInsteadOfALinkError() throws Exception {
    Path noDirectory = Files.writeString(directory.resolve("file"), "");
    Path config = Files.writeString(directory.resolve("icewatch.yml"), """
        controllers:
          - name: prod
            url: http://127.0.0.1:1
            tables: [{name: orders_OFFLINE}]
        """);
    Process process = start(noDirectory, config);
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(1);
    assertThat(said)
        .contains("icewatch: " + directory.toRealPath().resolve("icewatch.db"))
        .contains("SQLite's library cannot be loaded from " + noDirectory + " (expected: ")
        .doesNotContain("Exception in thread");
  }

  private Process start(Path temporary, Path config) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "-Dorg.sqlite.tmpdir=" + temporary,
            "io.icewatch.Main",
            "run",
            "--config",
            config.toString())
        .redirectOutput(new File("/dev/null"))
        .start();
  }
}
