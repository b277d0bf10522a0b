package io.icewatch.config;

import io.icewatch.model.CatalogAuth;
import io.icewatch.model.CatalogSettings;
import io.icewatch.model.CatalogSettings.Limits;
import io.icewatch.model.Secret;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one catalog; whether Iceberg can open it with the jars at hand is not judged here. */
final class CatalogReader {
  private static final String REST = "rest";
  private static final Pattern TYPE = Pattern.compile(
      "rest|jdbc|glue|hadoop|hive|[\\p{Alpha}_$][\\w$]*(\\.[\\p{Alpha}_$][\\w$]*)+");
  private static final Pattern PROPERTY = Pattern.compile("[\\w][\\w.:/$@-]{0,254}");
  private static final Map<String, String> OWN_KEYS =
      Map.of("uri", "uri", "warehouse", "warehouse", "type", "type", "catalog-impl", "type");
  private static final Duration LEAST_TIMEOUT = Duration.ofMillis(100);
  private static final Duration MOST_TIMEOUT = Duration.ofMinutes(10);

  private final String name;
  private final Section section;
  private final Findings findings;

  CatalogReader(String name, Section section) {
    this.name = name;
    this.section = section;
    this.findings = section.scope().findings();
  }

  /** The catalog; empty when nothing could be made of it. */
  Optional<CatalogSettings> read() {
    Optional<String> type = type();
    Optional<String> uri = address("uri", "the catalog's address");
    Optional<String> warehouse = address("warehouse", "the catalog's warehouse");
    boolean rest = type.filter(REST::equals).isPresent();
    Map<String, String> properties = properties(rest);
    Map<String, Secret> secrets = secrets(rest, properties);
    CatalogAuth auth = CatalogAuths.read(section);
    warnOfClearText(uri, auth);
    Limits limits = limits();
    return type.map(known ->
        new CatalogSettings(name, known, uri, warehouse, properties, secrets, auth, limits));
  }

  private Optional<String> type() {
    String expected = "rest, jdbc, glue, hadoop, hive, or the name of a class";
    if (!section.names("type")) {
      section.missing("type", expected);
      return Optional.empty();
    }
    Optional<Text> text = section.text("type", expected);
    if (text.isPresent() && !TYPE.matcher(text.get().value()).matches()) {
      findings.problem(text.get(), expected);
      return Optional.empty();
    }
    return text.map(Text::value);
  }

  private Optional<String> address(String key, String expected) {
    Optional<Text> text = section.text(key, expected);
    if (text.isPresent() && text.get().value().isBlank()) {
      findings.problem(text.get(), expected);
      return Optional.empty();
    }
    if (text.isPresent() && LiteralSecrets.inAddress(text.get().value())) {
      findings.problem(
          text.get().path(),
          text.get().at(),
          "a secret in the address",
          "none; what is secret goes into secrets or auth");
      return Optional.empty();
    }
    return text.map(Text::value);
  }

  private Map<String, String> properties(boolean rest) {
    Section given = section.section("properties");
    Map<String, String> properties = new LinkedHashMap<>();
    for (String property : given.keys()) {
      if (!named(given, property)) {
        continue;
      }
      if (LiteralSecrets.named(property)) {
        findings.problem(
            given.path(property),
            given.at(property),
            "a secret in the open",
            placeOf(rest, property));
        continue;
      }
      if (OWN_KEYS.containsKey(property)) {
        String key = section.path(OWN_KEYS.getOrDefault(property, property));
        findings.problem(given.path(property), given.at(property), "a property", key);
        continue;
      }
      Optional<Text> text = given.scalar(property, "a single value");
      if (text.isPresent() && LiteralSecrets.inAddress(text.get().value())) {
        findings.problem(
            text.get().path(), text.get().at(), "a secret in the value", placeOf(false, property));
      } else {
        text.ifPresent(value -> properties.put(property, value.value()));
      }
    }
    return properties;
  }

  private Map<String, Secret> secrets(boolean rest, Map<String, String> properties) {
    // With an auth type of its own, Iceberg is handed whatever that type asks for.
    boolean restAuth = rest && !properties.containsKey("rest.auth.type");
    Section given = section.section("secrets");
    Map<String, Secret> secrets = new LinkedHashMap<>();
    String expected = "a mapping with file or env, the place where the secret is kept";
    for (String property : given.keys()) {
      if (!named(given, property)) {
        continue;
      }
      if (restAuth && authKey(property).isPresent()) {
        findings.problem(
            given.path(property), given.at(property), "not read here", placeOf(true, property));
      } else if (!given.maps(property)) {
        // What stands there is probably the secret itself.
        findings.problem(given.path(property), given.at(property), "no mapping", expected);
      } else if (properties.containsKey(property)) {
        findings.problem(
            given.path(property), given.at(property), "also in properties", "in one of the two");
      } else {
        Section place = given.section(property);
        if (!place.names("file") && !place.names("env") && place.clean()) {
          findings.problem(place.path(), place.at(), "an empty mapping", expected);
        }
        SecretPlaces.either(place, "file", "env")
            .ifPresent(secret -> secrets.put(property, secret));
      }
    }
    return secrets;
  }

  private boolean named(Section given, String property) {
    if (PROPERTY.matcher(property).matches()) {
      return true;
    }
    findings.problem(
        given.path(Text.printable(property)),
        given.at(property),
        property.equals("<<") ? "a merge key" : "not a name",
        "the name of a property: letters, digits and _ . : / $ @ - only, at most 255");
    return false;
  }

  /** Where a secret belongs. */
  private String placeOf(boolean rest, String property) {
    return (rest ? authKey(property) : Optional.<String>empty())
        .orElse(section.path("secrets") + "." + property + ", with file or env");
  }

  /** The key of {@code auth} that a property of REST catalogs is for. */
  private Optional<String> authKey(String property) {
    return switch (property) {
      case "token" ->
        Optional.of(section.path("auth.bearerTokenFile") + ", the path of a file that holds it");
      case "credential" ->
        Optional.of(section.path("auth.oauth2") + ", with clientId and clientSecretFile");
      default -> Optional.empty();
    };
  }

  private Limits limits() {
    Section given = section.section("limits");
    Limits defaults = Limits.defaults();
    return new Limits(
        given.whole("maxConcurrent", 1, 64).orElse(defaults.maxConcurrent()),
        given.whole("requestsPerSecond", 1, 1000).orElse(defaults.requestsPerSecond()),
        given
            .duration("connectTimeout", LEAST_TIMEOUT, MOST_TIMEOUT)
            .orElse(defaults.connectTimeout()),
        given.duration("readTimeout", LEAST_TIMEOUT, MOST_TIMEOUT).orElse(defaults.readTimeout()),
        given.whole("maxManifestLists", 0, 1000).orElse(defaults.maxManifestLists()));
  }

  private void warnOfClearText(Optional<String> uri, CatalogAuth auth) {
    if (auth instanceof CatalogAuth.Bearer || auth instanceof CatalogAuth.ClientCredentials) {
      Addresses.warnOfClearText(section, "uri", uri.flatMap(Addresses::parsed));
    }
  }
}
