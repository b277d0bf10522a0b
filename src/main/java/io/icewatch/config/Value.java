package io.icewatch.config;

import java.util.List;

/** A node of the file's tree, with its place. */
sealed interface Value {
  Position at();

  /** What a message calls it. */
  String shown();

  /** Keys with values, as they stand: a key may occur twice. */
  record Mapping(List<Entry> entries, Position at) implements Value {
    @Override
    public String shown() {
      return "a mapping";
    }
  }

  /** A key with its value. */
  record Entry(String key, Position at, Value value) {}

  /** A list. */
  record Sequence(List<Value> elements, Position at) implements Value {
    @Override
    public String shown() {
      return "a list";
    }
  }

  /** A single value, before substitution. */
  record Scalar(String text, Kind kind, Position at) implements Value {
    @Override
    public String shown() {
      return kind == Kind.NULL ? "nothing" : Text.printable(text);
    }
  }

  /** Something YAML can say and a configuration should not. */
  record Refused(String shown, Position at) implements Value {}

  /** What YAML 1.1 takes a scalar for. */
  enum Kind {
    /** Quoted, or nothing else. */
    TEXT,
    /** A number, a date, or one of the words for true and false, all unquoted. */
    NOT_TEXT,
    /** Absent, {@code ~} or {@code null}. */
    NULL
  }
}
