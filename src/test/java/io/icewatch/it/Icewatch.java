package io.icewatch.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged program, run as a user runs it. */
final class Icewatch implements AutoCloseable {
  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread reader;

  private Icewatch(Process process) {
    this.process = process;
    this.reader = new Thread(this::read, "icewatch-output");
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts {@code icewatch ARGUMENTS}, its temporary files below {@code directory}. */
  static Icewatch start(Path directory, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + directory);
    command.add("-jar");
    command.add(System.getProperty("icewatch.jar"));
    command.addAll(List.of(arguments));
    return new Icewatch(new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .start());
  }

  /** The first group of the pattern in what was printed so far. */
  Optional<String> printed(String pattern) {
    Pattern compiled = Pattern.compile(pattern);
    return lines.stream()
        .map(compiled::matcher)
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1))
        .findFirst();
  }

  List<String> output() {
    return List.copyOf(lines);
  }

  Process process() {
    return process;
  }

  /** Ends it as Ctrl-C would, and returns its exit code. */
  int stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new AssertionError("icewatch did not end within 30 s of SIGTERM: " + lines);
    }
    reader.join();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private void read() {
    try (BufferedReader reader = process.inputReader()) {
      reader.lines().forEach(lines::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (UncheckedIOException e) {
      lines.add("(the output ended: " + e.getMessage() + ")");
    }
  }
}
