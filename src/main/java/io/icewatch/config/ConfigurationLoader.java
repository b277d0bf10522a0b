package io.icewatch.config;

import io.icewatch.model.AlertSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads a configuration file.
 *
 * <p>It never throws for what the file holds: all that is wrong with it comes back at once.
 */
public final class ConfigurationLoader {
  private ConfigurationLoader() {}

  /**
   * Reads a file in order to run by it: a secret file that cannot be read is a warning, because it
   * may come later and is read again when it changes.
   *
   * @param env what {@code ${NAME}} stands for, as in {@link System#getenv()}
   */
  public static Loading load(Path file, Map<String, String> env) {
    return read(file, env, false);
  }

  /**
   * Reads a file in order to judge it: a secret file that cannot be read is a problem.
   *
   * @param env what {@code ${NAME}} stands for, as in {@link System#getenv()}
   */
  public static Loading check(Path file, Map<String, String> env) {
    return read(file, env, true);
  }

  private static Loading read(Path file, Map<String, String> env, boolean secretsRequired) {
    Findings findings = new Findings();
    Scope scope = new Scope(file, env, secretsRequired, findings);
    Optional<Value> tree = SourceText.read(file, findings)
        .flatMap(text -> YamlTree.parse(text, SourceText.fileName(file), findings));
    Optional<Configuration> configuration = tree.flatMap(root -> root(root, scope));
    List<Problem> problems = findings.problems();
    return problems.isEmpty() && configuration.isPresent()
        ? new Loading.Loaded(configuration.get(), findings.warnings(), places(tree.orElseThrow()))
        : new Loading.Invalid(problems);
  }

  private static Places places(Value root) {
    Stream<Value.Entry> entries =
        root instanceof Value.Mapping mapping ? mapping.entries().stream() : Stream.of();
    return entries
        .filter(entry -> entry.key().equals("catalogs"))
        .filter(entry -> entry.value() instanceof Value.Mapping)
        .map(entry -> Places.below("catalogs", (Value.Mapping) entry.value()))
        .findFirst()
        .orElse(new Places(Map.of()));
  }

  private static Optional<Configuration> root(Value root, Scope scope) {
    if (!(root instanceof Value.Mapping mapping)) {
      scope
          .findings()
          .problem(
              SourceText.fileName(scope.file()),
              root.at(),
              root.shown(),
              "a mapping with " + String.join(", ", Schema.keysOf("")));
      return Optional.empty();
    }
    Section file = Section.root(mapping, scope);
    Section web = file.section("web");
    Listen listen = Addresses.listen(web);
    WebAccess access = WebFile.of(web);
    Optional<Path> state = statePath(file.section("state"));
    boolean checkpointInfo = file.section("metrics").bool("checkpointInfo").orElse(false);
    Section shared = file.section("defaults");
    Inherited defaults = Inherited.builtIn().overriddenBy(shared);
    FleetTrigger trigger = FleetTrigger.read(file.section("triggerLimits"));
    Catalogs catalogs = Catalogs.read(file);
    CatalogChoice catalog = catalogs.choice(shared, CatalogChoice.none());
    List<ControllerConfig> controllers = controllers(file, defaults, catalogs, catalog);
    catalogs.warnOfUnused();
    AlertSettings alerts = new AlertReader(file).read();
    ReloadSettings reload = ReloadSettings.read(file.section("reload"));
    return state.map(path -> new Configuration(
        listen,
        access,
        path,
        checkpointInfo,
        trigger,
        catalogs.settings(),
        controllers,
        alerts,
        reload));
  }

  private static Optional<Path> statePath(Section state) {
    String expected = "the path of the store's file";
    if (!state.names("path")) {
      return Paths.resolve(state.scope(), "icewatch.db");
    }
    Optional<Text> text = state.text("path", expected);
    Optional<Path> path = text.flatMap(given -> Paths.resolve(state.scope(), given.value()));
    if (text.isPresent() && path.isEmpty()) {
      state.scope().findings().problem(text.get(), expected);
    }
    return path;
  }

  private static List<ControllerConfig> controllers(
      Section file, Inherited defaults, Catalogs catalogs, CatalogChoice catalog) {
    if (!file.lists("controllers")) {
      file.missing("controllers", "at least one controller with its name, url and tables");
      defaults.consistent(file.scope().findings());
    }
    List<ControllerConfig> controllers = new ArrayList<>();
    Map<String, Text> seen = new HashMap<>();
    for (Section section : file.sections("controllers")) {
      Optional<Text> name = Names.controller(section);
      if (name.isPresent()) {
        Text first = seen.putIfAbsent(name.get().value(), name.get());
        if (first != null) {
          section
              .scope()
              .findings()
              .problem(
                  name.get(),
                  "a name of its own; " + first.path() + " is " + first.shown() + " already");
        }
      }
      new ControllerReader(section, catalogs)
          .read(name, defaults, catalog)
          .ifPresent(controllers::add);
    }
    return controllers;
  }
}
