package io.icewatch.controller;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;
import okio.ByteString;

/**
 * What an error body says, on one line: the controller's {@code {"code","error"}}, plain text, the
 * text of a page, or that there is none.
 *
 * @param kind what the body was
 * @param text at most 200 characters
 */
record ErrorText(Kind kind, String text) {
  private static final int LONGEST = 200;
  // A bound on the work that a hostile page can make of the patterns below.
  private static final int READ = 4_096;
  private static final Pattern UNSEEN =
      Pattern.compile("(?is)<(style|script)\\b.*?</\\1>|<!--.*?-->");
  private static final Pattern TAG = Pattern.compile("<[^>]*>?");

  /** The shapes in which controllers, and what stands before them, put their errors. */
  enum Kind {
    /** A JSON object with a text under {@code error}: a controller speaks. */
    ERROR_OBJECT,
    OTHER_JSON,
    PLAIN,
    HTML,
    EMPTY
  }

  static ErrorText of(Reply reply) {
    ByteString body = reply.body();
    String plain = Excerpt.of(body, LONGEST);
    if (plain.isEmpty()) {
      return new ErrorText(Kind.EMPTY, "(empty body)");
    }
    boolean html = reply.header("Content-Type").orElse("").contains("html");
    if (html || plain.startsWith("<")) {
      return new ErrorText(Kind.HTML, pageText(body));
    }
    JsonNode tree;
    try {
      tree = JsonBody.tree(body, "");
    } catch (MalformedException e) {
      return new ErrorText(Kind.PLAIN, plain);
    }
    Optional<String> error = Optional.ofNullable(tree.path("error").textValue());
    return error
        .map(text -> new ErrorText(Kind.ERROR_OBJECT, Excerpt.of(text, LONGEST)))
        .orElseGet(() -> new ErrorText(Kind.OTHER_JSON, plain));
  }

  private static String pageText(ByteString body) {
    String head = body.substring(0, Math.min(body.size(), READ)).utf8();
    String seen = TAG.matcher(UNSEEN.matcher(head).replaceAll(" ")).replaceAll(" ");
    return "a page: " + Excerpt.of(seen, LONGEST - 8);
  }
}
