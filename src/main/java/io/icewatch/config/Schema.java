package io.icewatch.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which keys there are. A list's elements are written {@code controllers[]}, and a key that the
 * file chooses itself is written {@code <name>}.
 */
final class Schema {
  /** What falls through from the defaults to the controller to the table. */
  private static final List<String> FALLING = Stream.concat(
          Stream.of(TimeSetting.values()).map(TimeSetting::path),
          Stream.of(
              "trigger.mode",
              "trigger.observations",
              "trigger.maxAttempts",
              "trigger.shortCooldown",
              "trigger.maintenance[].name",
              "trigger.maintenance[].days",
              "trigger.maintenance[].from",
              "trigger.maintenance[].length",
              "trigger.maintenance[].zone"))
      .toList();

  /** What every level may say of the catalog. */
  private static final List<String> CATALOG =
      List.of("catalog.name", "catalog.branch", "catalog.enabled");

  /** Whom a client of others trusts, and as whom it presents itself. */
  private static final List<String> TLS = List.of("tls.caFile", "tls.certFile", "tls.keyFile");

  /** Every key that holds a value, in the order of the documentation. */
  static final List<String> KEYS = keys();

  private static final Map<String, Set<String>> CHILDREN = children();

  private Schema() {}

  /** The keys that may stand in a section; the whole file is the section {@code ""}. */
  static Set<String> keysOf(String section) {
    return CHILDREN.getOrDefault(section, Set.of());
  }

  /** Whether the file chooses the keys of a section itself, as names or properties. */
  static boolean free(String section) {
    return keysOf(section).stream().anyMatch(key -> key.startsWith("<"));
  }

  /** The section under a key of a section; an element of a list is the key {@code tables[]}. */
  static String below(String section, String key) {
    if (section.isEmpty()) {
      return key;
    }
    return section + "." + (free(section) ? String.join("", keysOf(section)) : key);
  }

  private static List<String> keys() {
    List<String> keys = new ArrayList<>();
    keys.addAll(List.of("web.listen", "web.configFile", "state.path", "metrics.checkpointInfo"));
    keys.addAll(List.of("reload.onChange", "reload.interval"));
    keys.add("triggerLimits.mode");
    keys.add("triggerLimits.startupGrace");
    keys.add("triggerLimits.attemptsPerHour");
    keys.add("triggerLimits.concurrentPerController");
    keys.add("triggerLimits.brakePercent");
    keys.add("triggerLimits.brakeAtLeast");
    FALLING.forEach(key -> keys.add("defaults." + key));
    CATALOG.forEach(key -> keys.add("defaults." + key));
    keys.addAll(catalogs());
    keys.addAll(alerting());
    keys.addAll(List.of("controllers[].name", "controllers[].url", "controllers[].api"));
    for (String auth : List.of("controllers[].auth", "controllers[].triggerAuth")) {
      keys.add(auth + ".bearerTokenFile");
      keys.add(auth + ".basic.username");
      keys.add(auth + ".basic.passwordFile");
    }
    TLS.forEach(key -> keys.add("controllers[]." + key));
    keys.add("controllers[].limits.maxConcurrent");
    keys.add("controllers[].limits.requestsPerSecond");
    keys.add("controllers[].timeZone");
    keys.add("controllers[].database");
    keys.add("controllers[].discover.include");
    keys.add("controllers[].discover.exclude");
    keys.add("controllers[].discover.interval");
    keys.add("controllers[].discover.maxTables");
    FALLING.forEach(key -> keys.add("controllers[]." + key));
    CATALOG.forEach(key -> keys.add("controllers[]." + key));
    keys.add("controllers[].tables[].name");
    keys.add("controllers[].tables[].match");
    keys.add("controllers[].tables[].catalog.name");
    keys.add("controllers[].tables[].catalog.table");
    keys.add("controllers[].tables[].catalog.branch");
    keys.add("controllers[].tables[].catalog.enabled");
    FALLING.forEach(key -> keys.add("controllers[].tables[]." + key));
    return List.copyOf(keys);
  }

  private static List<String> catalogs() {
    return Stream.of(
            "type",
            "uri",
            "warehouse",
            "properties.<property>",
            "secrets.<property>.file",
            "secrets.<property>.env",
            "auth.bearerTokenFile",
            "auth.bearerTokenEnv",
            "auth.oauth2.clientId",
            "auth.oauth2.clientSecretFile",
            "auth.oauth2.clientSecretEnv",
            "auth.oauth2.server",
            "auth.oauth2.scope",
            "auth.sigv4.region",
            "auth.sigv4.service",
            "limits.maxConcurrent",
            "limits.requestsPerSecond",
            "limits.connectTimeout",
            "limits.readTimeout",
            "limits.maxManifestLists")
        .map(key -> "catalogs.<name>." + key)
        .toList();
  }

  private static List<String> alerting() {
    List<String> keys = new ArrayList<>(List.of(
        "alerts.interval",
        "alerts.resend",
        "alerts.hurry",
        "alerts.watchdog",
        "alerts.runbooks",
        "alerts.dashboards",
        "alerts.labels.<label>"));
    keys.add("alertmanagers[].url");
    receiver(keys, "alertmanagers[]");
    keys.add("webhooks[].name");
    keys.add("webhooks[].url");
    keys.add("webhooks[].repeat");
    receiver(keys, "webhooks[]");
    return keys;
  }

  private static void receiver(List<String> keys, String section) {
    for (String key : List.of(
        "timeout", "auth.bearerTokenFile", "auth.basic.username", "auth.basic.passwordFile")) {
      keys.add(section + "." + key);
    }
    TLS.forEach(key -> keys.add(section + "." + key));
  }

  private static Map<String, Set<String>> children() {
    Map<String, Set<String>> children = new LinkedHashMap<>();
    for (String key : KEYS) {
      String section = "";
      for (String part : key.split("\\.", -1)) {
        String name = part.replace("[]", "");
        children.computeIfAbsent(section, ignored -> new LinkedHashSet<>()).add(name);
        section = section.isEmpty() ? part : section + "." + part;
      }
    }
    return children;
  }
}
