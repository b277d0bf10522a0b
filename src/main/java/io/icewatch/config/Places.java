package io.icewatch.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where in the file each key's value stands, for what turns out wrong after the file was read.
 *
 * @param byPath by the key's path
 */
public record Places(Map<String, Position> byPath) {
  public Places {
    byPath = Map.copyOf(byPath);
  }

  /** The places of a mapping's keys, and of those below them; lists are left out. */
  static Places below(String path, Value.Mapping mapping) {
    Map<String, Position> places = new HashMap<>();
    collect(path, mapping, places);
    return new Places(places);
  }

  private static void collect(String path, Value value, Map<String, Position> places) {
    places.put(path, value.at());
    if (value instanceof Value.Mapping mapping) {
      for (Value.Entry entry : mapping.entries()) {
        collect(path + "." + entry.key(), entry.value(), places);
      }
    }
  }

  /** The place of a key, or of the nearest above it that is in the file. */
  public Optional<Position> of(String path) {
    String nearest = path;
    while (!byPath.containsKey(nearest) && nearest.indexOf('.') >= 0) {
      nearest = nearest.substring(0, nearest.lastIndexOf('.'));
    }
    return Optional.ofNullable(byPath.get(nearest));
  }
}
