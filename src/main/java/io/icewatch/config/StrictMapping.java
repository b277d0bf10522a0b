package io.icewatch.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A mapping of a file in somebody else's format while it is read. As in {@link Section} unknown and
 * repeated keys are problems; unlike there nothing is filled in from the environment, and what YAML
 * takes for a number is text where text is asked for.
 */
final class StrictMapping {
  private static final Set<String> YES =
      Set.of("y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE");
  private static final Set<String> NO =
      Set.of("n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE");

  private final String path;
  private final Position at;
  private final Findings findings;
  private final Map<String, Value.Entry> entries = new LinkedHashMap<>();

  private StrictMapping(String path, Position at, Findings findings) {
    this.path = path;
    this.at = at;
    this.findings = findings;
  }

  /**
   * The mapping that a value is; an empty one when it is none.
   *
   * @param path of the value; empty for the whole file
   * @param known the keys that may stand in it; empty when the file chooses them
   */
  static StrictMapping of(
      Value value, String path, String file, Set<String> known, Findings findings) {
    StrictMapping opened = new StrictMapping(path, value.at(), findings);
    String expected = known.isEmpty() ? "a mapping" : "a mapping with " + String.join(", ", known);
    if (value instanceof Value.Mapping mapping) {
      mapping.entries().forEach(entry -> opened.open(entry, known));
    } else if (!nothing(value)) {
      // What stands in place of a mapping may be a secret.
      String found = value instanceof Value.Scalar ? "a single value" : value.shown();
      findings.problem(path.isEmpty() ? file : path, value.at(), found, expected);
    }
    return opened;
  }

  private static boolean nothing(Value value) {
    return value instanceof Value.Scalar scalar && scalar.kind() == Value.Kind.NULL;
  }

  private void open(Value.Entry entry, Set<String> known) {
    String shown = path(Text.printable(entry.key()));
    if (!known.isEmpty() && !known.contains(entry.key())) {
      findings.problem(shown, entry.at(), "unknown key", String.join(", ", known));
    } else if (entries.putIfAbsent(entry.key(), entry) != null) {
      findings.problem(shown, entry.at(), "given twice", "once");
    }
  }

  String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** The keys as they stand, in the order of the file. */
  List<String> keys() {
    return List.copyOf(entries.keySet());
  }

  /** Whether the key is there with a value, even an empty text. */
  boolean has(String key) {
    Value.Entry entry = entries.get(key);
    return entry != null && !nothing(entry.value());
  }

  /** Where a key's value is, or the mapping when it is not there. */
  Position at(String key) {
    Value.Entry entry = entries.get(key);
    return entry == null ? at : entry.value().at();
  }

  /** Reports what is wrong with a key's value. */
  void problem(String key, String found, String expected) {
    findings.problem(path(key), at(key), found, expected);
  }

  void warning(String key, String found, String expected) {
    findings.warning(path(key), at(key), found, expected);
  }

  /** A single value; empty without a report when the key is absent or empty. */
  Optional<String> text(String key, String expected) {
    if (!has(key)) {
      return Optional.empty();
    }
    if (value(key) instanceof Value.Scalar scalar) {
      return Optional.of(scalar.text());
    }
    problem(key, value(key).shown(), expected);
    return Optional.empty();
  }

  /** A single value, if it is one; reports nothing. */
  Optional<String> scalar(String key) {
    return value(key) instanceof Value.Scalar scalar
        ? Optional.of(scalar.text())
        : Optional.empty();
  }

  Optional<Boolean> bool(String key) {
    Optional<String> text = text(key, "true or false");
    if (text.isEmpty() || NO.contains(text.get())) {
      return text.map(no -> false);
    }
    if (YES.contains(text.get())) {
      return Optional.of(true);
    }
    problem(key, Text.printable(text.get()), "true or false");
    return Optional.empty();
  }

  /** The texts of a list; empty without a report when the key is absent. */
  List<String> list(String key, String expected) {
    List<String> texts = new ArrayList<>();
    if (!has(key)) {
      return texts;
    }
    if (!(value(key) instanceof Value.Sequence sequence)) {
      problem(key, value(key).shown(), "a list of " + expected);
      return texts;
    }
    for (int i = 0; i < sequence.elements().size(); i++) {
      Value element = sequence.elements().get(i);
      if (element instanceof Value.Scalar scalar && !nothing(scalar)) {
        texts.add(scalar.text());
      } else {
        findings.problem(path(key + "[" + i + "]"), element.at(), element.shown(), expected);
      }
    }
    return texts;
  }

  /** The mapping under a key; an empty one when it is absent or none. */
  StrictMapping mapping(String key, Set<String> known) {
    Value.Entry entry = entries.get(key);
    return entry == null
        ? new StrictMapping(path(key), at, findings)
        : of(entry.value(), path(key), "", known, findings);
  }

  private Value value(String key) {
    Value.Entry entry = entries.get(key);
    if (entry == null) {
      throw new IllegalArgumentException(key + ": not there (expected: asked for with has)");
    }
    return entry.value();
  }
}
