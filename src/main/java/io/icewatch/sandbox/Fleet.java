package io.icewatch.sandbox;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sandbox's tables by name, in the order they were given. May be used from any thread. */
final class Fleet {
  /** A table with what moves it. */
  record Member(WatchedTable table, Runner runner, SourceWriter writer) {}

  private final Map<String, Member> members = Collections.synchronizedMap(new LinkedHashMap<>());

  Fleet(List<Member> members) {
    members.forEach(member -> this.members.put(member.table().name(), member));
  }

  /**
   * Takes in a table.
   *
   * @throws IllegalArgumentException when there is one of its name
   */
  void add(Member member) {
    if (members.putIfAbsent(member.table().name(), member) != null) {
      throw new IllegalArgumentException(
          "table: '" + member.table().name() + "' (expected: one that is not there)");
    }
  }

  /**
   * Lets go of a table.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  Member remove(String tableNameWithType) {
    Member member = require(tableNameWithType);
    members.remove(tableNameWithType);
    return member;
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
    synchronized (members) {
      return List.copyOf(members.keySet());
    }
  }

  Collection<Member> members() {
    synchronized (members) {
      return List.copyOf(members.values());
    }
  }
}
