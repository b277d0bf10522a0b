package io.icewatch.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a page that lives, taken apart: each line that is a whole element with an id is a
 * piece that can be replaced by itself, the other lines are the frame.
 */
public final class Fragments {
  private static final Pattern PIECE =
      Pattern.compile("<(\\w+) id=\"([\\w-]+)\".*(?:</\\1>)", Pattern.DOTALL);

  private final String html;
  private final String frame;
  private final Map<String, String> pieces = new LinkedHashMap<>();

  private Fragments(String html) {
    this.html = html;
    StringBuilder others = new StringBuilder();
    html.lines().map(String::strip).forEach(line -> {
      Matcher piece = PIECE.matcher(line);
      if (piece.matches() && pieces.putIfAbsent(piece.group(2), line) == null) {
        others.append('#').append(piece.group(2)).append('\n');
      } else {
        others.append(line).append('\n');
      }
    });
    frame = others.toString();
  }

  /** Takes the part apart. */
  public static Fragments of(String html) {
    return new Fragments(html);
  }

  /** The whole part. */
  public String html() {
    return html;
  }

  /**
   * The pieces that are not as they were, by id; empty when the frame is not, so that the whole is
   * to be replaced.
   */
  public Optional<Map<String, String>> since(Fragments before) {
    if (!frame.equals(before.frame)) {
      return Optional.empty();
    }
    Map<String, String> changed = new LinkedHashMap<>(pieces);
    before.pieces.forEach(changed::remove);
    return Optional.of(changed);
  }
}
