package io.icewatch;

import io.icewatch.catalog.CatalogCheck;
import io.icewatch.config.Configuration;
import io.icewatch.config.ConfigurationLoader;
import io.icewatch.config.Fingerprint;
import io.icewatch.config.Loading;
import io.icewatch.config.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration file that the daemon goes by, which may be read again. For one thread at a time.
 */
public final class ConfigFile {
  private final Path path;
  private final Map<String, String> env;
  private Optional<String> read = Optional.empty();
  private Optional<String> seen = Optional.empty();

  /**
   * @param env what {@code ${NAME}} in the file stands for
   */
  public ConfigFile(Path path, Map<String, String> env) {
    this.path = path;
    this.env = Map.copyOf(env);
  }

  public Path path() {
    return path;
  }

  /** What is in it now, to run by it; see {@link #judged}. */
  public Loading load() {
    // Before it is read: what is written meanwhile is another content then, and not this one.
    read = fingerprint();
    return judged(ConfigurationLoader.load(path, env));
  }

  /** A configuration that names a catalog which could not be read here cannot be used either. */
  public static Loading judged(Loading loading) {
    if (!(loading instanceof Loading.Loaded loaded)) {
      return loading;
    }
    List<Problem> problems = problems(loaded.configuration()).stream()
        .map(found -> new Problem(
            found.path(), loaded.catalogs().of(found.path()), found.found(), found.expected()))
        .toList();
    return problems.isEmpty() ? loading : new Loading.Invalid(problems);
  }

  private static List<Problem> problems(Configuration configuration) {
    return configuration.catalogs().stream()
        .flatMap(catalog -> CatalogCheck.problems(catalog).stream())
        .map(found -> new Problem(found.path(), Optional.empty(), found.found(), found.expected()))
        .toList();
  }

  /**
   * Whether its content is another than the one that was read last, and is the same as at the last
   * time this was asked: what is being written, or is not there for a moment, is not read half.
   *
   * <p>By content and not by time or name: a mounted ConfigMap changes by a symbolic link behind the
   * path.
   */
  boolean changed() {
    Optional<String> before = seen;
    seen = fingerprint();
    return seen.isPresent() && seen.equals(before) && !seen.equals(read);
  }

  private Optional<String> fingerprint() {
    if (!Files.isRegularFile(path)) {
      // A pipe can be read once only, and that by who loads it.
      return Optional.empty();
    }
    try {
      return Optional.of(Fingerprint.of(Files.readAllBytes(path)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
