package io.icewatch.config;

import io.icewatch.model.LagThresholds;
import io.icewatch.model.PollSettings;
import io.icewatch.model.RunSettings;
import io.icewatch.model.SourceSettings;
import io.icewatch.model.TableId;
import io.icewatch.model.TableSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which of the tables that a controller lists are watched beside those that the file names, and how.
 *
 * @param include a table must match one of these; empty: every table does
 * @param exclude and none of these
 * @param interval between two questions for the list
 * @param maxTables that are watched by discovery at most
 * @param overrides of the elements of {@code tables} with a {@code match}, in the order of the file
 * @param otherwise what holds for a table that no override matches
 */
public record Discovery(
    List<NamePattern> include,
    List<NamePattern> exclude,
    Duration interval,
    int maxTables,
    List<ByPattern> overrides,
    Rule otherwise) {
  static final Duration INTERVAL = Duration.ofMinutes(1);
  static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(5);
  static final Duration LONGEST_INTERVAL = Duration.ofDays(1);
  static final int MAX_TABLES = 1_000;
  static final int MOST_TABLES = 100_000;

  /**
   * How a table is watched.
   *
   * @param source where a catalog is to be asked, the one and the table that its task names
   */
  public record Rule(
      PollSettings poll,
      LagThresholds lag,
      RunSettings runs,
      Optional<SourceSettings> source,
      TableTrigger trigger) {

    TableSettings of(TableId table) {
      return new TableSettings(table, poll, lag, runs, source);
    }
  }

  /**
   * How the tables of a pattern are watched.
   *
   * @param place of the element in {@code tables}, from 0
   */
  public record ByPattern(int place, NamePattern match, Rule rule) {}

  public Discovery {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    overrides = List.copyOf(overrides);
  }

  /** Whether a table of that name is to be watched. */
  public boolean wants(String table) {
    boolean included =
        include.isEmpty() || include.stream().anyMatch(pattern -> pattern.matches(table));
    return included && exclude.stream().noneMatch(pattern -> pattern.matches(table));
  }

  /** How a table is watched: by the first override that matches, else as its controller says. */
  public TableSettings settings(TableId table) {
    return rule(table.table()).of(table);
  }

  /** How far a table may be triggered. */
  public TableTrigger trigger(TableId table) {
    return rule(table.table()).trigger();
  }

  private Rule rule(String table) {
    return overrides.stream()
        .filter(override -> override.match().matches(table))
        .findFirst()
        .map(ByPattern::rule)
        .orElse(otherwise);
  }

  /** Every way in which a table may be watched. */
  public Stream<Rule> rules() {
    return Stream.concat(Stream.of(otherwise), overrides.stream().map(ByPattern::rule));
  }

  /** The patterns that none of these tables matches, in the order of the file. */
  public List<NamePattern> idle(Collection<String> tables) {
    return Stream.of(include.stream(), exclude.stream(), overrides.stream().map(ByPattern::match))
        .flatMap(patterns -> patterns)
        .filter(pattern -> tables.stream().noneMatch(pattern::matches))
        .toList();
  }
}
