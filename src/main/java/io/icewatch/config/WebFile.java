package io.icewatch.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the file that {@code web.configFile} names, in the format of Prometheus' exporter-toolkit.
 *
 * <p>Of that format this version knows {@code basic_auth_users}. A key that it does not know is a
 * problem: to serve in the open what was meant to be encrypted would be worse than not to start.
 *
 * <p>Source: {@code docs/web-configuration.md} of prometheus/exporter-toolkit.
 */
final class WebFile {
  private static final String USERS = "basic_auth_users";
  private static final List<String> NOT_YET =
      List.of("tls_server_config", "http_server_config", "rate_limit");
  private static final Pattern BCRYPT =
      Pattern.compile("\\$2[aby]\\$(?<cost>[0-9]{2})\\$[./A-Za-z0-9]{53}");

  /** Each step doubles the time of a check: 15 are about 2 s. */
  private static final int MOST_COST = 15;

  private static final int LEAST_COST = 4;

  private final String name;
  private final Findings findings;

  private WebFile(String name, Findings findings) {
    this.name = name;
    this.findings = findings;
  }

  /** The users with their bcrypt hashes; none when no file is named, or it is wrong. */
  static Map<String, String> users(Section web) {
    String expected = "the path of a file in exporter-toolkit's format";
    Optional<Text> given = web.text("configFile", expected);
    if (given.isEmpty()) {
      return Map.of();
    }
    Findings findings = web.scope().findings();
    Optional<Path> path = Paths.resolve(web.scope(), given.get().value());
    if (path.isEmpty()) {
      findings.problem(given.get(), expected);
      return Map.of();
    }
    return new WebFile(given.get().value(), findings).read(path.get());
  }

  private Map<String, String> read(Path path) {
    Findings inFile = new Findings();
    Optional<Value> root = SourceText.read(path, inFile)
        .flatMap(text -> YamlTree.parse(text, SourceText.fileName(path), inFile));
    for (Problem problem : inFile.problems()) {
      String place = problem.at().map(at -> ":" + at).orElse("");
      findings.problem("web.configFile: " + name + place, problem.found(), problem.expected());
    }
    if (root.isEmpty()) {
      return Map.of();
    }
    if (!(root.get() instanceof Value.Mapping mapping)) {
      problem(root.get().at(), "", root.get().shown(), "a mapping with " + USERS);
      return Map.of();
    }
    Map<String, String> users = new LinkedHashMap<>();
    boolean seen = false;
    for (Value.Entry entry : mapping.entries()) {
      if (NOT_YET.contains(entry.key())) {
        problem(entry.at(), entry.key(), "not supported in this version", "only " + USERS);
      } else if (!entry.key().equals(USERS)) {
        problem(entry.at(), Text.printable(entry.key()), "unknown key", USERS);
      } else if (seen) {
        problem(entry.at(), USERS, "given twice", "once");
      } else {
        seen = true;
        readUsers(entry.value(), users);
      }
    }
    return users;
  }

  private void readUsers(Value given, Map<String, String> users) {
    if (given instanceof Value.Scalar nothing && nothing.kind() == Value.Kind.NULL) {
      return;
    }
    if (!(given instanceof Value.Mapping mapping)) {
      problem(given.at(), USERS, "no mapping", "user names with bcrypt hashes");
      return;
    }
    for (Value.Entry entry : mapping.entries()) {
      String user = entry.key();
      String key = USERS + "." + Text.printable(user);
      if (!user.matches("[^:\\p{Cntrl}]+") || user.isBlank()) {
        problem(entry.at(), key, "no name", "a user name without a colon");
      } else if (user.equals("icewatch")) {
        problem(entry.at(), key, "a user", "another name; under this one the daemon itself acts");
      } else if (users.containsKey(user)) {
        problem(entry.at(), key, "given twice", "once");
      } else {
        hash(key, entry.value()).ifPresent(hash -> users.put(user, hash));
      }
    }
  }

  /** What is no hash may be the password itself: it is not shown. */
  private Optional<String> hash(String key, Value value) {
    if (value instanceof Value.Scalar scalar) {
      Matcher matcher = BCRYPT.matcher(scalar.text());
      if (matcher.matches()) {
        int cost = Integer.parseInt(matcher.group("cost"));
        if (cost >= LEAST_COST && cost <= MOST_COST) {
          return Optional.of(scalar.text());
        }
        problem(value.at(), key, "cost " + cost, "a cost of " + LEAST_COST + " to " + MOST_COST);
        return Optional.empty();
      }
    }
    problem(value.at(), key, "something else", "a bcrypt hash, as htpasswd -nB makes");
    return Optional.empty();
  }

  private void problem(Position at, String key, String found, String expected) {
    String place = "web.configFile: " + name + ":" + at;
    findings.problem(key.isEmpty() ? place : place + ": " + key, found, expected);
  }
}
