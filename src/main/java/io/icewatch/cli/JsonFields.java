package io.icewatch.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Fields of a JSON object, each null when it is unknown. */
final class JsonFields {
  private final JsonGenerator json;

  JsonFields(JsonGenerator json) {
    this.json = json;
  }

  /** A number of seconds, with milliseconds where there are any. */
  void seconds(String name, Optional<Duration> duration) throws IOException {
    json.writeFieldName(name);
    if (duration.isEmpty()) {
      json.writeNull();
    } else if (duration.get().toMillis() % 1000 == 0) {
      json.writeNumber(duration.get().toSeconds());
    } else {
      json.writeNumber(duration.get().toMillis() / 1000.0);
    }
  }

  void moment(String name, Optional<Instant> moment) throws IOException {
    text(name, moment.map(Instant::toString));
  }

  void count(String name, Optional<Long> count) throws IOException {
    json.writeFieldName(name);
    if (count.isEmpty()) {
      json.writeNull();
    } else {
      json.writeNumber(count.get());
    }
  }

  void count(String name, OptionalLong count) throws IOException {
    count(name, count.isPresent() ? Optional.of(count.getAsLong()) : Optional.empty());
  }

  void text(String name, Optional<String> text) throws IOException {
    json.writeFieldName(name);
    if (text.isEmpty()) {
      json.writeNull();
    } else {
      json.writeString(text.get());
    }
  }
}
