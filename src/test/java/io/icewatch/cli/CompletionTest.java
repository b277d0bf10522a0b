package io.icewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionTest {
  private static String script(String shell) {
    StringWriter out = new StringWriter();
    assertThat(
            Icewatch.commandLine().setOut(new PrintWriter(out, true)).execute("completion", shell))
        .isZero();
    return out.toString();
  }

  private static String said(String... command) throws Exception {
    Process process = new ProcessBuilder(command)
        // Outside of a completion bash complains that there is none.
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.strip();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void theScriptIsOneThatBashReads(String shell, @TempDir Path directory) throws Exception {
    Path script = Files.writeString(directory.resolve("icewatch"), script(shell));
    assertThat(said("bash", "-n", script.toString())).isEmpty();
    assertThat(script(shell)).contains("bashcompinit");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "icewatch con|config",
        "icewatch config ch|check",
        "icewatch circuit _|close",
        "icewatch check --js|--json",
        "icewatch completion _|bash zsh fish",
        "icewatch run --log.level _|debug info warn error",
      })
  void aRealBashCompletesByIt(String line, String expected, @TempDir Path directory)
      throws Exception {
    Path script = Files.writeString(directory.resolve("icewatch"), script("bash"));
    String[] words = line.replace("_", "").split(" ", -1);
    String quoted = "'" + String.join("' '", words) + "'";
    String replies = said(
        "bash",
        "--norc",
        "-c",
        "source " + script + "; COMP_WORDS=(" + quoted + "); COMP_CWORD=" + (words.length - 1)
            + "; COMP_LINE='" + line.replace("_", "")
            + "'; COMP_POINT=${#COMP_LINE}; _complete_icewatch;"
            + " echo ${COMPREPLY[@]}");
    assertThat(replies.split(" ", -1)).contains(expected.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "icewatch _|run config completion",
        "icewatch con_|config",
        "icewatch --ver_|--version",
        "icewatch config _|check show init",
        "icewatch circuit _|close",
        "icewatch check --js_|--json",
        "icewatch completion _|bash zsh fish",
        "icewatch run --log.level _|debug info warn error",
        "icewatch run --config _|icewatch",
        "icewatch web check _|icewatch",
      })
  void aRealFishCompletesByIt(String line, String expected, @TempDir Path directory)
      throws Exception {
    assumeTrue(new ProcessBuilder("sh", "-c", "command -v fish").start().waitFor() == 0, "no fish");
    Path script = Files.writeString(directory.resolve("icewatch"), script("fish"));
    String replies = said(
        "sh",
        "-c",
        "cd " + directory + " && HOME=. fish --no-config -c 'source " + script + "; complete -C \""
            + line.replace("_", "") + "\"'");
    assertThat(replies.lines().map(reply -> reply.split("\t", -1)[0]))
        .contains(expected.split(" ", -1));
  }

  @Test
  void fishGetsALineForEachCommandAndEachOption() {
    String script = script("fish");
    assertThat(script)
        .contains("complete -c icewatch -n '__icewatch_next config' -a check -d 'Say all that is")
        .contains(
            "complete -c icewatch -n '__icewatch_in config check' -l config -l config.file -r -F")
        .contains("-l log.level -x -a 'debug info warn error'")
        .contains("complete -c icewatch -n '__icewatch_in web check' -F\n")
        // Without the quotes nothing stands there where the line has no command yet.
        .contains("test \"$said\" = \"$argv\"")
        .doesNotContain("generate-completion");
    assertThat(script.lines().filter(line -> line.startsWith("complete")))
        .allSatisfy(line -> assertThat(
                line.replace("\\'", "").chars().filter(c -> c == '\'').count())
            .as(line)
            .isEven());
  }

  @Test
  void anotherShellIsNamedWithThoseThatAreKnown() {
    StringWriter err = new StringWriter();
    assertThat(
            Icewatch.commandLine().setErr(new PrintWriter(err, true)).execute("completion", "tcsh"))
        .isEqualTo(2);
    assertThat(err.toString()).startsWith("SHELL: tcsh (expected: one of bash, zsh, fish)\n");
  }
}
