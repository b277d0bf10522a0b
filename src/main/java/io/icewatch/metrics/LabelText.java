package io.icewatch.metrics;

import io.icewatch.model.Checkpoint;
import io.icewatch.model.TableId;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Labels as they stand in a line: any two that differ here are two series to Prometheus. */
final class LabelText {
  private LabelText() {}

  /** <code>{controller="c",table="t"</code>, open for more. */
  static byte[] of(TableId id) {
    String text =
        "{controller=\"" + escaped(id.controller()) + "\",table=\"" + escaped(id.table()) + '"';
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The rest of the labels of one series, closed, and the blank before the value. */
  static byte[] rest(List<String> names, List<String> values) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      text.append(',')
          .append(names.get(i))
          .append("=\"")
          .append(escaped(values.get(i)))
          .append('"');
    }
    return text.append("} ").toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The same for the series that has the checkpoint in its labels. */
  static byte[] rest(Checkpoint checkpoint) {
    return rest(
        Families.CHECKPOINT_INFO.labels().names(), List.of(checkpoint.type(), checkpoint.value()));
  }

  /** The label value as it is written; see {@link #writable} for what cannot be. */
  static String escaped(String value) {
    String writable = writable(value);
    return writable.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  /**
   * The value with U+FFFD for what UTF-8 or a Prometheus parser has no place for: half a surrogate
   * pair and NUL, which ends the text.
   */
  static String writable(String value) {
    return value.codePoints().noneMatch(LabelText::unwritable)
        ? value
        : value
            .codePoints()
            .map(point -> unwritable(point) ? 0xFFFD : point)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  private static boolean unwritable(int point) {
    return point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }
}
