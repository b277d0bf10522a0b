package io.icewatch.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes an event as one line of {@code key=value} pairs, values quoted when they need to be. */
final class LogfmtEncoder extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = {};

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(160);
    LogFields.of(event).forEach((key, value) -> {
      if (!line.isEmpty()) {
        line.append(' ');
      }
      appendKey(line, key);
      line.append('=');
      appendValue(line, value);
    });
    return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void appendKey(StringBuilder line, String key) {
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      line.append(c <= ' ' || c == '=' || c == '"' || Character.isISOControl(c) ? '_' : c);
    }
  }

  private static void appendValue(StringBuilder line, @Nullable Object value) {
    String text = value == null ? "null" : LogFields.text(value);
    if (isBare(text)) {
      line.append(text);
      return;
    }
    line.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> line.append("\\\"");
        case '\\' -> line.append("\\\\");
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        case '\t' -> line.append("\\t");
        default -> {
          if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
            line.append(String.format("\\u%04x", (int) c));
          } else {
            line.append(c);
          }
        }
      }
    }
    line.append('"');
  }

  private static boolean isBare(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c == '=' || c == '"' || c == '\\' || c >= 0x7f) {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
