package io.icewatch.sandbox;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sandbox's tables by name, in the order they were given. */
final class Fleet {
  /** A table with what moves it. */
  record Member(WatchedTable table, Runner runner, SourceWriter writer) {}

  private final Map<String, Member> members = new LinkedHashMap<>();

  Fleet(List<Member> members) {
    members.forEach(member -> this.members.put(member.table().name(), member));
  }

  Optional<Member> find(String tableNameWithType) {
    return Optional.ofNullable(members.get(tableNameWithType));
  }

  /** By name with or without the type suffix. */
  Optional<Member> findEither(String name) {
    return find(name).or(() -> find(name + SandboxTable.SUFFIX));
  }

  /**
   * The table of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  Member require(String tableNameWithType) {
    return find(tableNameWithType)
        .orElseThrow(() -> new IllegalArgumentException(
            "table: '" + tableNameWithType + "' (expected: one of " + names() + ")"));
  }

  List<String> names() {
    return List.copyOf(members.keySet());
  }

  Collection<Member> members() {
    return List.copyOf(members.values());
  }
}
