package io.icewatch.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A mapping of the file while it is read; unknown and repeated keys are found when it is opened.
 *
 * <p>Each reading method reports what is wrong with its key and answers empty then.
 */
final class Section {
  private final String path;
  private final String pattern;
  private final Position at;
  private final Map<String, Value.Entry> entries;
  private final boolean clean;
  private final Scope scope;

  private Section(String path, String pattern, Value.Mapping mapping, Scope scope) {
    this.path = path;
    this.pattern = pattern;
    this.at = mapping.at();
    this.scope = scope;
    this.entries = new LinkedHashMap<>();
    this.clean = open(mapping);
  }

  /** The whole file. */
  static Section root(Value.Mapping mapping, Scope scope) {
    return new Section("", "", mapping, scope);
  }

  private boolean open(Value.Mapping mapping) {
    Set<String> known = Schema.keysOf(pattern);
    boolean free = Schema.free(pattern);
    boolean allKnown = true;
    for (Value.Entry entry : mapping.entries()) {
      String key = entry.key();
      Value.Entry first = entries.putIfAbsent(key, entry);
      if (first != null) {
        scope
            .findings()
            .problem(
                path(Text.printable(key)),
                entry.at(),
                "given twice",
                "once; it is at line " + first.at() + " already");
      } else if (!free && !known.contains(key)) {
        allKnown = false;
        scope
            .findings()
            .problem(
                path(Text.printable(key)),
                entry.at(),
                "unknown key",
                UnknownKey.expectation(pattern, key));
      }
    }
    return allKnown;
  }

  String path() {
    return path;
  }

  /** The path of a key in this section. */
  String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  Position at() {
    return at;
  }

  Scope scope() {
    return scope;
  }

  /** Whether every key was a known one. */
  boolean clean() {
    return clean;
  }

  /** The keys as they stand, in the order of the file. */
  Set<String> keys() {
    return new LinkedHashSet<>(entries.keySet());
  }

  private Optional<Value> value(String key) {
    return Optional.ofNullable(entries.get(key)).map(Value.Entry::value);
  }

  /** Whether the key is there with anything but nothing. */
  boolean has(String key) {
    return value(key)
        .filter(
            value -> !(value instanceof Value.Scalar scalar && scalar.kind() == Value.Kind.NULL))
        .isPresent();
  }

  /** Whether a mapping stands under the key. */
  boolean maps(String key) {
    return value(key).filter(Value.Mapping.class::isInstance).isPresent();
  }

  /** Whether the key is there at all. */
  boolean names(String key) {
    return entries.containsKey(key);
  }

  /** Where the key is, or the section when it is not. */
  Position at(String key) {
    Value.Entry entry = entries.get(key);
    return entry == null ? at : entry.at();
  }

  void missing(String key, String expected) {
    scope.findings().problem(path(key), at(key), names(key) ? "empty" : "missing", expected);
  }

  /** A value that must be text for YAML too: a number or a yes is asked to be quoted. */
  Optional<Text> text(String key, String expected) {
    if (value(key).orElse(null) instanceof Value.Scalar scalar
        && scalar.kind() == Value.Kind.NOT_TEXT) {
      String quoted = "'" + Text.printable(scalar.text()) + "'";
      wrong(key, scalar, expected + "; in quotes if this is meant: " + quoted);
      return Optional.empty();
    }
    return scalar(key, expected);
  }

  /** Any single value, as text; empty without a report when the key is absent. */
  Optional<Text> scalar(String key, String expected) {
    return value(key).flatMap(value -> scalar(key, value, expected));
  }

  /** The texts of the list under a key; none when it is absent or wrong. */
  List<Text> texts(String key, String expected) {
    List<Text> texts = new ArrayList<>();
    Optional<Value> given = value(key);
    if (given.orElse(null) instanceof Value.Sequence sequence) {
      for (int i = 0; i < sequence.elements().size(); i++) {
        scalar(key + "[" + i + "]", sequence.elements().get(i), expected).ifPresent(texts::add);
      }
    } else {
      given.ifPresent(value -> wrong(key, value, "a list, each element " + expected));
    }
    return texts;
  }

  private Optional<Text> scalar(String key, Value value, String expected) {
    if (!(value instanceof Value.Scalar scalar) || scalar.kind() == Value.Kind.NULL) {
      wrong(key, value, expected);
      return Optional.empty();
    }
    Substitution.Result result = Substitution.fill(scalar.text(), scope.env());
    if (result instanceof Substitution.Wrong wrong) {
      scope.findings().problem(path(key), scalar.at(), wrong.found(), wrong.expected());
      return Optional.empty();
    }
    String filled = ((Substitution.Filled) result).text();
    return Optional.of(new Text(filled, scalar.text(), path(key), scalar.at()));
  }

  /** {@code true} or {@code false}, not the other words YAML has for them. */
  Optional<Boolean> bool(String key) {
    String expected = "true or false";
    Optional<Text> text = scalar(key, expected);
    if (text.isPresent() && !text.get().value().matches("true|false")) {
      scope.findings().problem(text.get(), expected);
      return Optional.empty();
    }
    return text.map(value -> value.value().equals("true"));
  }

  /** A whole number from {@code least} to {@code most}, without a leading zero: YAML means octal. */
  OptionalInt whole(String key, int least, int most) {
    String expected = "a whole number, " + least + " to " + most;
    Optional<Text> text = scalar(key, expected);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    if (text.get().value().matches("0|[1-9][0-9]{0,8}")) {
      int number = Integer.parseInt(text.get().value());
      if (number >= least && number <= most) {
        return OptionalInt.of(number);
      }
    }
    scope.findings().problem(text.get(), expected);
    return OptionalInt.empty();
  }

  /** A duration of {@code least} to {@code most}. */
  Optional<Duration> duration(String key, Duration least, Duration most) {
    String expected = "a duration such as 15s";
    Optional<Text> text = scalar(key, expected);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<Duration> value = PrometheusDuration.parse(text.get().value());
    if (value.isEmpty()) {
      scope.findings().problem(text.get(), expected);
    } else if (value.get().compareTo(least) < 0) {
      scope.findings().problem(text.get(), "at least " + PrometheusDuration.format(least));
    } else if (value.get().compareTo(most) > 0) {
      scope.findings().problem(text.get(), "at most " + PrometheusDuration.format(most));
    } else {
      return value;
    }
    return Optional.empty();
  }

  /** The mapping under a key; an empty one when it is absent or wrong. */
  Section section(String key) {
    Value.Entry entry = entries.get(key);
    Value.Mapping mapping = new Value.Mapping(List.of(), at(key));
    if (entry != null && entry.value() instanceof Value.Mapping given) {
      mapping = given;
    } else if (entry != null && has(key)) {
      // Text in place of properties and secrets may hold one: it is not shown.
      boolean shown = !(Schema.free(below(key)) && entry.value() instanceof Value.Scalar);
      scope
          .findings()
          .problem(
              path(key),
              entry.value().at(),
              shown ? entry.value().shown() : "a single value",
              "a mapping with " + known(below(key)));
    }
    return new Section(path(key), below(key), mapping, scope);
  }

  /** The mappings of the list under a key; none when it is absent or wrong. */
  List<Section> sections(String key) {
    Value.Entry entry = entries.get(key);
    String belowElement = below(key) + "[]";
    List<Section> sections = new ArrayList<>();
    if (entry == null || !has(key)) {
      return sections;
    }
    if (!(entry.value() instanceof Value.Sequence sequence)) {
      wrong(key, entry.value(), "a list, each element a mapping with " + known(belowElement));
      return sections;
    }
    for (int i = 0; i < sequence.elements().size(); i++) {
      Value element = sequence.elements().get(i);
      String elementKey = key + "[" + i + "]";
      if (element instanceof Value.Mapping mapping) {
        sections.add(new Section(path(elementKey), belowElement, mapping, scope));
      } else {
        wrong(elementKey, element, "a mapping with " + known(belowElement));
      }
    }
    return sections;
  }

  /** Whether the list under a key is there and has elements, right or wrong. */
  boolean lists(String key) {
    return value(key).orElse(null) instanceof Value.Sequence sequence
        ? !sequence.elements().isEmpty()
        : has(key);
  }

  private String below(String key) {
    return Schema.below(pattern, key);
  }

  private static String known(String pattern) {
    String keys = String.join(", ", Schema.keysOf(pattern));
    return Schema.free(pattern) ? "a key for each " + keys.replaceAll("[<>]", "") : keys;
  }

  private void wrong(String key, Value value, String expected) {
    scope.findings().problem(path(key), value.at(), value.shown(), expected);
  }
}
