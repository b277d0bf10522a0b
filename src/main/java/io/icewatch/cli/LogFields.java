package io.icewatch.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/** What a log line says, in order; the same in every format. */
final class LogFields {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
          "uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
      .withZone(ZoneOffset.UTC);

  private LogFields() {}

  /**
   * ts, level, logger, msg, then the event's own pairs, then err and stack of what was thrown. A
   * pair whose key is taken gets a {@code _} behind it.
   */
  static Map<String, @Nullable Object> of(ILoggingEvent event) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("ts", TIME.format(event.getInstant()));
    fields.put("level", event.getLevel().toString().toLowerCase(Locale.ROOT));
    fields.put("logger", event.getLoggerName());
    fields.put("msg", event.getFormattedMessage());
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown != null) {
      String message = thrown.getMessage();
      fields.put("err", thrown.getClassName() + (message == null ? "" : ": " + message));
      fields.put("stack", ThrowableProxyUtil.asString(thrown).stripTrailing());
    }
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      for (KeyValuePair pair : pairs) {
        String key = pair.key == null || pair.key.isEmpty() ? "_" : pair.key;
        while (fields.containsKey(key)) {
          key += "_";
        }
        fields.put(key, pair.value);
      }
    }
    return fields;
  }

  /** The value's own words; a value that cannot say them does not cost the line. */
  static String text(Object value) {
    try {
      String text = value.toString();
      return text == null ? "null" : text;
    } catch (RuntimeException e) {
      return value.getClass().getName() + " (toString failed: " + e.getClass().getName() + ")";
    }
  }
}
