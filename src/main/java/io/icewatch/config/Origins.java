package io.icewatch.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where in a configuration file the values come from that hold by it. */
public final class Origins {
  /** What falls through from the defaults to the controller to the table. */
  private static final Set<String> FALLING = Set.of("poll", "lag", "runs", "trigger", "catalog");

  private final String file;
  private final Map<String, Position> places = new HashMap<>();

  private Origins(String file) {
    this.file = file;
  }

  /** Of a file that was read before; without places when it cannot be read any more. */
  public static Origins of(Path file) {
    Findings ignored = new Findings();
    Origins origins = new Origins(SourceText.fileName(file));
    SourceText.read(file, ignored)
        .flatMap(text -> YamlTree.parse(text, SourceText.fileName(file), ignored))
        .ifPresent(root -> origins.collect("", root));
    return origins;
  }

  private void collect(String path, Value value) {
    places.put(path, value.at());
    if (value instanceof Value.Mapping mapping) {
      for (Value.Entry entry : mapping.entries()) {
        collect(path.isEmpty() ? entry.key() : path + "." + entry.key(), entry.value());
      }
    } else if (value instanceof Value.Sequence sequence) {
      List<Value> elements = sequence.elements();
      for (int i = 0; i < elements.size(); i++) {
        collect(path + "[" + i + "]", elements.get(i));
      }
    }
  }

  /**
   * {@code icewatch.yml:12:9}, with the key when it stands elsewhere, or {@code default}.
   *
   * @param path of a value: {@code controllers[0].tables[2].lag.warning}
   */
  public String of(String path) {
    for (String level = path; ; ) {
      Position place = places.get(level);
      if (place != null) {
        return file + ":" + place + (level.equals(path) ? "" : " (" + level + ")");
      }
      Optional<String> above = above(level);
      if (above.isEmpty()) {
        return "default";
      }
      level = above.get();
    }
  }

  /** The same key where it falls through from; a list falls through as a whole. */
  private Optional<String> above(String path) {
    int table = path.indexOf("].tables[");
    boolean levels = table >= 0 || path.startsWith("controllers[");
    int owner = path.indexOf("].", Math.max(0, table + 2)) + 2;
    String key = path.substring(owner);
    int element = key.indexOf('[');
    boolean listed = element >= 0 && places.containsKey(path.substring(0, owner + element));
    return levels && !listed && falls(key)
        ? Optional.of((table >= 0 ? path.substring(0, table + 2) : "defaults.") + key)
        : Optional.empty();
  }

  private static boolean falls(String key) {
    int dot = key.indexOf('.');
    return dot > 0 && FALLING.contains(key.substring(0, dot));
  }
}
