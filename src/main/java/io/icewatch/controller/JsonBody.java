package io.icewatch.controller;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.regex.Pattern;
import okio.ByteString;

/**
 * Bytes to a JSON tree: UTF-8 only, one value, no duplicate keys, Jackson's limits on nesting and
 * length.
 */
final class JsonBody {
  private static final JsonMapper MAPPER = JsonMapper.builder()
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      // A refused number is shown as it was written, not as the double nearest to it.
      .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
      .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
      .build();

  /** Where Jackson begins to talk about itself instead of the text. */
  private static final Pattern PLACE = Pattern.compile("(?s) \\((?:start marker at|bound as) .*");

  private JsonBody() {}

  /** The body as a JSON value; {@code expected} is what a message says it should have been. */
  static JsonNode tree(ByteString body, String expected) throws MalformedException {
    return tree(body, expected, JsonBody::words);
  }

  /** The body as a JSON object of which a message shows no part: it may hold secrets. */
  static JsonNode undisclosed(ByteString body) throws MalformedException {
    String expected = "a JSON object";
    JsonNode tree = tree(body, expected, JsonBody::place);
    if (!tree.isObject()) {
      throw new MalformedException("body", JsonFields.kind(tree), expected);
    }
    return tree;
  }

  private static JsonNode tree(
      ByteString body, String expected, Function<JsonProcessingException, String> problem)
      throws MalformedException {
    if (body.size() == 0) {
      throw new MalformedException("body", "empty", expected);
    }
    String text = text(body);
    if (text.stripLeading().startsWith("<")) {
      throw new MalformedException("body", "HTML or XML", expected);
    }
    JsonNode tree;
    try {
      tree = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new MalformedException("body", "not JSON: " + problem.apply(e), expected);
    } catch (ArithmeticException | NumberFormatException e) {
      // Not one of Jackson's own: an exponent that no BigDecimal has.
      throw new MalformedException("body", "a number out of all bounds", expected);
    }
    if (tree.isMissingNode()) {
      throw new MalformedException("body", "blank", expected);
    }
    return tree;
  }

  private static String words(JsonProcessingException e) {
    String words = PLACE.matcher(e.getOriginalMessage()).replaceFirst("");
    return Excerpt.of(words, Excerpt.FIRST_BYTES);
  }

  private static String place(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null ? "unreadable" : "at " + at.getLineNr() + ":" + at.getColumnNr();
  }

  /** The body as a JSON object. */
  static JsonFields object(ByteString body) throws MalformedException {
    String expected = "a JSON object";
    JsonNode tree = tree(body, expected);
    if (!tree.isObject()) {
      throw new MalformedException("body", JsonFields.shown(tree), expected);
    }
    return new JsonFields(tree);
  }

  private static String text(ByteString body) throws MalformedException {
    // Jackson would guess UTF-16 and UTF-32 from the first bytes, and lets some bad UTF-8 pass.
    try {
      ByteBuffer octets = body.asByteBuffer();
      return StandardCharsets.UTF_8.newDecoder().decode(octets).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException("body", "not UTF-8: " + e.getMessage(), "UTF-8");
    }
  }
}
