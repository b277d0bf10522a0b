package io.icewatch.model;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The ingestion task of a table, as the table's config has it.
 *
 * @param schedule when the controller starts it by itself, as Quartz cron text, which is not checked
 *     here; empty when it does not
 * @param sourceType where the files come from, in the controller's word: {@code catalog}, {@code
 *     s3-catalog}; empty when it is not said
 * @param properties all of them, those two included. Secrets may be among them: no value shows in
 *     {@link #toString}, and none belongs into a message or a log
 */
public record IngestionTask(
    Optional<String> schedule, Optional<String> sourceType, Map<String, String> properties) {
  public IngestionTask {
    properties = Map.copyOf(properties);
  }

  /** The names of the properties, without their values. */
  @Override
  public String toString() {
    return "IngestionTask[schedule=" + schedule + ", sourceType=" + sourceType + ", properties="
        + new TreeSet<>(properties.keySet()) + "]";
  }
}
