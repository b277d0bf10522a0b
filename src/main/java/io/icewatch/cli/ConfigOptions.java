package io.icewatch.cli;

import io.icewatch.ConfigFile;
import io.icewatch.config.Configuration;
import io.icewatch.config.ConfigurationLoader;
import io.icewatch.config.Loading;
import io.icewatch.config.Problem;
import io.icewatch.model.CountText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every command that works by a configuration file. */
public final class ConfigOptions {
  /** What the footer of such a command says of variables. */
  static final String ENVIRONMENT =
      "Environment:%n  Whatever the file names as $${NAME} is filled in.";

  @Option(
      names = {"--config", "--config.file"},
      paramLabel = "FILE",
      required = true,
      description = "The configuration file.")
  private Path file = Path.of("icewatch.yml");

  /** The configuration file. */
  public Path file() {
    return file;
  }

  /** The configuration in the file, by the environment of this process; see {@link #accept}. */
  public Optional<Configuration> load(PrintWriter err) {
    return accept(ConfigurationLoader.load(file, System.getenv()), err);
  }

  /**
   * The configuration in what was loaded from {@link #file}, its warnings printed; empty when it is
   * invalid or names a catalog that could not be read, and then every problem has been printed.
   */
  public Optional<Configuration> accept(Loading loading, PrintWriter err) {
    Loading judged = ConfigFile.judged(loading);
    if (loading instanceof Loading.Loaded loaded) {
      loaded.warnings().forEach(warning -> err.println(file + ": warning: " + warning));
    }
    if (judged instanceof Loading.Invalid invalid) {
      print(file, invalid.problems(), err);
      return Optional.empty();
    }
    return Optional.of(((Loading.Loaded) judged).configuration());
  }

  /** Prints all that is wrong with a file. */
  static void print(Path file, List<Problem> problems, PrintWriter err) {
    err.println(file + ": " + CountText.of(problems.size(), "problem"));
    problems.forEach(problem -> err.println("  " + problem));
  }
}
