package io.icewatch.poll;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What makes one list of settings another; what is the same in both is in none of the three.
 *
 * @param gone names that are only in the first
 * @param come those whose names are only in the second, in its order
 * @param changed those of the second that are other under the same name, in its order
 */
record Difference<K, V>(Set<K> gone, List<V> come, List<V> changed) {
  static <K, V> Difference<K, V> of(
      Collection<V> before, Collection<V> after, Function<V, K> name) {
    Map<K, V> old = new LinkedHashMap<>();
    before.forEach(each -> old.put(name.apply(each), each));
    List<V> come =
        after.stream().filter(each -> !old.containsKey(name.apply(each))).toList();
    List<V> changed = after.stream()
        .filter(each -> old.containsKey(name.apply(each)))
        .filter(each -> !each.equals(old.get(name.apply(each))))
        .toList();
    after.forEach(each -> old.remove(name.apply(each)));
    return new Difference<>(Set.copyOf(old.keySet()), come, changed);
  }

  /** The names of what ends as it was: what goes, and what has changed. */
  Set<K> ended(Function<V, K> name) {
    return Stream.concat(gone.stream(), changed.stream().map(name)).collect(Collectors.toSet());
  }
}
