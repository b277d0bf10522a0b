package io.icewatch.page;

import io.icewatch.model.Health;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which tables the page of the fleet shows, and in which order: all of its state, and all of it is
 * in its address.
 *
 * @param text what a table's {@code controller/table} must contain, whatever the case; empty: all
 * @param controller whose tables; empty: everybody's
 * @param healths of these verdicts; empty: of all
 * @param sort what the order rests on
 * @param descending whether the highest come first; what is unknown comes last either way
 * @param page 1 or more; one past the last shows the last
 * @param notes what of an address was not understood
 */
public record FleetQuery(
    String text,
    Optional<String> controller,
    Set<Health> healths,
    Sort sort,
    boolean descending,
    int page,
    List<String> notes) {
  private static final int MOST_PAGES = 1_000_000;

  /** What the tables can be sorted by. */
  public enum Sort {
    /** By verdict, and by lag within it. */
    HEALTH(false),
    TABLE(false),
    CONTROLLER(false),
    LAG(true),
    /** By lag in parts of the table's own warning threshold. */
    THRESHOLD(true),
    PENDING(true),
    /** By the age of the last success. */
    SUCCESS(true);

    private final boolean highestFirst;

    Sort(boolean highestFirst) {
      this.highestFirst = highestFirst;
    }

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public FleetQuery {
    healths = healths.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(healths));
    notes = List.copyOf(notes);
  }

  /** Every table, the worst first. */
  public static FleetQuery all() {
    return new FleetQuery("", Optional.empty(), Set.of(), Sort.HEALTH, false, 1, List.of());
  }

  /**
   * Reads the parameters of an address; what is not understood is left out and noted.
   *
   * @param parameters the values of a parameter, in their order
   */
  public static FleetQuery of(Function<String, List<String>> parameters) {
    List<String> notes = new ArrayList<>();
    Set<Health> healths = EnumSet.noneOf(Health.class);
    given(parameters, "health")
        .forEach(word -> word(Health.values(), Health::label, word)
            .ifPresentOrElse(
                healths::add,
                () -> notes.add(note(
                    "health",
                    word,
                    Arrays.stream(Health.values())
                        .map(Health::label)
                        .collect(Collectors.joining(", "))))));
    Sort sort = Sort.HEALTH;
    for (String word : given(parameters, "sort")) {
      Optional<Sort> known = word(Sort.values(), Sort::label, word);
      sort = known.orElse(sort);
      if (known.isEmpty()) {
        notes.add(note(
            "sort",
            word,
            Arrays.stream(Sort.values()).map(Sort::label).collect(Collectors.joining(", "))));
      }
    }
    boolean descending = sort.highestFirst;
    for (String word : given(parameters, "order")) {
      if (word.equals("up") || word.equals("down")) {
        descending = word.equals("down");
      } else {
        notes.add(note("order", word, "up, down"));
      }
    }
    int page = 1;
    for (String word : given(parameters, "page")) {
      if (word.matches("[1-9][0-9]{0,5}")) {
        page = Integer.parseInt(word);
      } else {
        notes.add(note("page", word, "1 to " + (MOST_PAGES - 1)));
      }
    }
    return new FleetQuery(
        given(parameters, "q").stream().findFirst().orElse(""),
        given(parameters, "controller").stream().findFirst(),
        healths,
        sort,
        descending,
        page,
        notes);
  }

  private static List<String> given(Function<String, List<String>> parameters, String name) {
    return parameters.apply(name).stream()
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  private static <T> Optional<T> word(T[] values, Function<T, String> label, String word) {
    return Arrays.stream(values)
        .filter(value -> label.apply(value).equals(word))
        .findFirst();
  }

  private static String note(String name, String value, String expected) {
    return name + ": " + value + " (expected: " + expected + ")";
  }

  /** The same query of another verdict, or without it; from the first page on. */
  FleetQuery toggled(Health health) {
    Set<Health> others = EnumSet.noneOf(Health.class);
    others.addAll(healths);
    if (!others.remove(health)) {
      others.add(health);
    }
    return new FleetQuery(text, controller, others, sort, descending, 1, List.of());
  }

  /** The same tables in another order; the same order turned round where it is already sorted by. */
  FleetQuery sorted(Sort by) {
    boolean down = by == sort ? !descending : by.highestFirst;
    return new FleetQuery(text, controller, healths, by, down, 1, List.of());
  }

  FleetQuery at(int other) {
    return new FleetQuery(text, controller, healths, sort, descending, other, List.of());
  }

  /** The query of an address with its question mark; empty for every table, the worst first. */
  public String search() {
    StringJoiner search = new StringJoiner("&", "?", "").setEmptyValue("");
    if (!text.isEmpty()) {
      search.add("q=" + TablePath.encoded(text));
    }
    controller.ifPresent(name -> search.add("controller=" + TablePath.encoded(name)));
    healths.forEach(health -> search.add("health=" + health.label()));
    if (sort != Sort.HEALTH) {
      search.add("sort=" + sort.label());
    }
    if (!usualOrder()) {
      search.add("order=" + (descending ? "down" : "up"));
    }
    if (page > 1) {
      search.add("page=" + page);
    }
    return search.toString();
  }

  /** Whether the order is the one that its sort begins with. */
  boolean usualOrder() {
    return descending == sort.highestFirst;
  }

  /** Where the page is. */
  String href() {
    return "/" + search();
  }

  /** Whether a table is meant, whatever its verdict. */
  boolean names(String controllerName, String table) {
    return controller.map(controllerName::equals).orElse(true)
        && (text.isEmpty()
            || (controllerName + "/" + table)
                .toLowerCase(Locale.ROOT)
                .contains(text.toLowerCase(Locale.ROOT)));
  }
}
