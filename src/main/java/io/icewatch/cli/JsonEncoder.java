package io.icewatch.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes an event as one JSON object a line; numbers and booleans stay what they are. */
final class JsonEncoder extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = {};

  private final JsonFactory json = new JsonFactory();

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
    // Through characters: half of a surrogate pair becomes a ? then, and does not cost the line.
    StringWriter line = new StringWriter(256);
    try (JsonGenerator object = json.createGenerator(line)) {
      object.writeStartObject();
      for (Map.Entry<String, @Nullable Object> field : LogFields.of(event).entrySet()) {
        object.writeFieldName(field.getKey());
        write(object, field.getValue());
      }
      object.writeEndObject();
      object.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void write(JsonGenerator object, @Nullable Object value) throws IOException {
    if (value == null) {
      object.writeNull();
    } else if (value instanceof Integer || value instanceof Long || value instanceof Short) {
      object.writeNumber(((Number) value).longValue());
    } else if (value instanceof Double number && Double.isFinite(number)) {
      object.writeNumber(number);
    } else if (value instanceof Boolean bool) {
      object.writeBoolean(bool);
    } else {
      object.writeString(LogFields.text(value));
    }
  }
}
