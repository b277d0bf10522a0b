package io.icewatch.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which keys there are. A list's elements are written {@code controllers[]}. */
final class Schema {
  private static final List<String> TIMES =
      Stream.of(TimeSetting.values()).map(TimeSetting::path).toList();

  /** Every key that holds a value, in the order of the documentation. */
  static final List<String> KEYS = keys();

  private static final Map<String, Set<String>> CHILDREN = children();

  private Schema() {}

  /** The keys that may stand in a section; the whole file is the section {@code ""}. */
  static Set<String> keysOf(String section) {
    return CHILDREN.getOrDefault(section, Set.of());
  }

  private static List<String> keys() {
    List<String> keys = new ArrayList<>();
    keys.addAll(List.of("web.listen", "state.path", "metrics.checkpointInfo"));
    TIMES.forEach(time -> keys.add("defaults." + time));
    keys.addAll(List.of("controllers[].name", "controllers[].url", "controllers[].api"));
    for (String auth : List.of("controllers[].auth", "controllers[].triggerAuth")) {
      keys.add(auth + ".bearerTokenFile");
      keys.add(auth + ".basic.username");
      keys.add(auth + ".basic.passwordFile");
    }
    keys.add("controllers[].limits.maxConcurrent");
    keys.add("controllers[].limits.requestsPerSecond");
    TIMES.forEach(time -> keys.add("controllers[]." + time));
    keys.add("controllers[].tables[].name");
    TIMES.forEach(time -> keys.add("controllers[].tables[]." + time));
    return List.copyOf(keys);
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
