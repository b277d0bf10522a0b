package io.icewatch.config;

import io.icewatch.model.ServerTls;
import io.icewatch.model.WebConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a file in the format of Prometheus' exporter-toolkit. Each of its options is taken or refused
 * by name: to serve in the open what was meant to be guarded would be worse than not to start.
 *
 * <p>Source: {@code docs/web-configuration.md} of prometheus/exporter-toolkit.
 */
public final class WebFile {
  private static final Set<String> SECTIONS =
      ordered("tls_server_config", "http_server_config", "basic_auth_users", "rate_limit");
  private static final Set<String> HTTP = ordered("http2", "headers");
  private static final Set<String> RATE = ordered("interval", "burst");
  private static final String INTERVAL = "a duration such as 1s or 100ms; 0 for no limit";

  private final Findings findings = new Findings();
  private final FilesRead files = new FilesRead();
  private final Path file;

  private WebFile(Path file) {
    this.file = file;
  }

  /** Reads a file, and the certificates and keys that it names; throws for nothing in them. */
  public static WebLoading read(Path file) {
    return new WebFile(file).read();
  }

  /** What the file that {@code web.configFile} names says; open to everybody when none is named. */
  static WebAccess of(Section web) {
    String expected = "the path of a file in exporter-toolkit's format";
    Optional<Text> given = web.text("configFile", expected);
    if (given.isEmpty()) {
      return WebAccess.open();
    }
    Findings findings = web.scope().findings();
    Optional<Path> path = Paths.resolve(web.scope(), given.get().value());
    if (path.isEmpty()) {
      findings.problem(given.get(), expected);
      return WebAccess.open();
    }
    WebLoading loading = read(path.get());
    String name = "web.configFile: " + given.get().value();
    for (Problem problem : loading.problems()) {
      findings.problem(place(name, path.get(), problem), problem.found(), problem.expected());
    }
    for (Problem warning : loading.warnings()) {
      String place = place(name, path.get(), warning);
      findings.warning(place, given.get().at(), warning.found(), warning.expected());
    }
    return new WebAccess(path, loading.config().orElse(WebConfig.open()));
  }

  private static String place(String name, Path path, Problem problem) {
    String at = problem.at().map(position -> ":" + position).orElse("");
    boolean whole =
        problem.path().equals(SourceText.fileName(path)) || problem.path().equals(path.toString());
    return name + at + (whole ? "" : ": " + problem.path());
  }

  private WebLoading read() {
    String name = SourceText.fileName(file);
    Optional<String> text = text();
    Optional<WebConfig> config = text.filter(WebFile::blank).map(blank -> WebConfig.open());
    if (config.isEmpty()) {
      config = text.flatMap(given -> YamlTree.parse(given, name, findings))
          .map(root -> root(StrictMapping.of(root, "", name, SECTIONS, findings)));
    }
    List<Problem> problems = findings.problems();
    return new WebLoading(
        config.filter(read -> problems.isEmpty()), problems, findings.warnings(), files);
  }

  private Optional<String> text() {
    try {
      files.read(file);
    } catch (IOException e) {
      // Said by what reads it as text.
    }
    return SourceText.read(file, findings);
  }

  /** A file without anything in it is a valid one of this format. */
  private static boolean blank(String text) {
    return text.lines().map(String::strip).allMatch(line -> line.isEmpty() || line.startsWith("#"));
  }

  private WebConfig root(StrictMapping root) {
    StrictMapping http = root.mapping("http_server_config", HTTP);
    boolean http2 = http.bool("http2").orElse(true);
    Optional<ServerTls> tls =
        new WebTls(root.mapping("tls_server_config", WebTls.KEYS), file, files, http2).read();
    Map<String, String> headers = WebHeaders.read(http.mapping("headers", Set.of()));
    Map<String, String> users = WebUsers.read(root.mapping("basic_auth_users", Set.of()));
    return new WebConfig(tls, http2, headers, users, rateLimit(root.mapping("rate_limit", RATE)));
  }

  private static Optional<WebConfig.RateLimit> rateLimit(StrictMapping given) {
    Optional<String> interval = given.text("interval", INTERVAL);
    Optional<String> burst = given.text("burst", "a whole number");
    if (burst.isPresent() && !burst.get().matches("[0-9]{1,9}")) {
      given.problem("burst", Text.printable(burst.get()), "a whole number");
      return Optional.empty();
    }
    Optional<Duration> every = interval.flatMap(GoDuration::parse);
    if (interval.isPresent() && every.isEmpty()) {
      given.problem("interval", Text.printable(interval.get()), INTERVAL);
      return Optional.empty();
    }
    int most = burst.map(Integer::parseInt).orElse(0);
    if (every.orElse(Duration.ZERO).isZero()) {
      if (most > 0) {
        given.warning("burst", burst.orElse("") + " without an interval", "an interval, too");
      }
      return Optional.empty();
    }
    if (most == 0) {
      given.problem(
          "burst",
          given.has("burst") ? "0, so that every request is refused" : "missing",
          "at least 1");
      return Optional.empty();
    }
    return Optional.of(new WebConfig.RateLimit(every.get(), most));
  }

  static Set<String> ordered(String... keys) {
    return new LinkedHashSet<>(List.of(keys));
  }
}
