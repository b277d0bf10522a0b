package io.icewatch.controller;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The fields of a JSON object, each asked for by name and type; fields nobody asks for do not matter.
 *
 * <p>A whole number may also come as a string of digits, the contract writes 64-bit ids both ways. A
 * number with a point or an exponent is never whole: it has been through a double.
 */
final class JsonFields {
  private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,19}");
  private static final int SHOWN = 60;

  private final JsonNode object;

  JsonFields(JsonNode object) {
    this.object = object;
  }

  /** The field's text. */
  String text(String name, String expected) throws MalformedException {
    JsonNode value = required(name, expected);
    if (!value.isTextual()) {
      throw new MalformedException(name, shown(value), expected);
    }
    return value.textValue();
  }

  /** The field's text, or its digits if it is a whole number; empty if null, empty or missing. */
  Optional<String> textOrNull(String name) throws MalformedException {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual() && !value.isIntegralNumber()) {
      throw new MalformedException(name, shown(value), "text or null");
    }
    return Optional.of(value.asText()).filter(text -> !text.isEmpty());
  }

  /** The field's whole number. */
  long number(String name, long least, long most, String expected) throws MalformedException {
    JsonNode value = required(name, expected);
    return whole(value)
        .filter(number -> number >= least && number <= most)
        .orElseThrow(() -> new MalformedException(name, shown(value), expected));
  }

  /** The field's whole number; empty if null or missing. */
  OptionalLong numberOrNone(String name, long least, long most, String expected)
      throws MalformedException {
    return isNull(name)
        ? OptionalLong.empty()
        : OptionalLong.of(number(name, least, most, expected));
  }

  /** The field as it stands, null included; it must be there. */
  JsonNode required(String name, String expected) throws MalformedException {
    JsonNode value = object.path(name);
    if (value.isMissingNode()) {
      throw new MalformedException(name, "missing", expected);
    }
    return value;
  }

  /** Whether the field is there, null or not. */
  boolean has(String name) {
    return object.has(name);
  }

  /** Whether the field is missing or null. */
  boolean isNull(String name) {
    JsonNode value = object.path(name);
    return value.isMissingNode() || value.isNull();
  }

  /** The value as a 64-bit whole number, or empty if it is none. */
  static Optional<Long> whole(JsonNode value) {
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return Optional.of(value.longValue());
    }
    if (value.isTextual() && DIGITS.matcher(value.textValue()).matches()) {
      BigInteger digits = new BigInteger(value.textValue());
      return digits.bitLength() < Long.SIZE ? Optional.of(digits.longValue()) : Optional.empty();
    }
    return Optional.empty();
  }

  /** What the value is, for a message that must not show it. */
  static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      case BINARY, BOOLEAN, MISSING, NULL, NUMBER, POJO, STRING -> "a single value";
    };
  }

  /** The value as a message shows it. */
  static String shown(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      case STRING -> "\"" + Excerpt.of(value.textValue(), SHOWN) + "\"";
      case BINARY, BOOLEAN, MISSING, NULL, NUMBER, POJO -> Excerpt.of(value.asText(), SHOWN);
    };
  }
}
