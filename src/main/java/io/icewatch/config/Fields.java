package io.icewatch.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mapping as the file would have it, in the order in which it is filled; what is empty is left out. */
final class Fields {
  private final Map<String, Object> fields = new LinkedHashMap<>();

  Fields put(String key, String value) {
    fields.put(key, value);
    return this;
  }

  Fields put(String key, boolean value) {
    fields.put(key, value);
    return this;
  }

  Fields put(String key, int value) {
    fields.put(key, value);
    return this;
  }

  Fields put(String key, Duration value) {
    return put(key, PrometheusDuration.format(value));
  }

  Fields put(String key, Path value) {
    return put(key, value.toString());
  }

  Fields put(String key, Optional<String> value) {
    value.ifPresent(text -> put(key, text));
    return this;
  }

  Fields put(String key, Fields value) {
    if (!value.fields.isEmpty()) {
      fields.put(key, value.map());
    }
    return this;
  }

  Fields put(String key, List<Fields> values) {
    if (!values.isEmpty()) {
      fields.put(key, values.stream().map(Fields::map).toList());
    }
    return this;
  }

  /** A list of texts. */
  Fields texts(String key, List<String> values) {
    if (!values.isEmpty()) {
      fields.put(key, List.copyOf(values));
    }
    return this;
  }

  Map<String, Object> map() {
    return Collections.unmodifiableMap(fields);
  }
}
