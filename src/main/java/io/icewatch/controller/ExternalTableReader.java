package io.icewatch.controller;

import io.icewatch.model.Checkpoint;
import io.icewatch.model.WatcherRun;
import io.icewatch.model.WatcherStatus;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import okio.ByteString;

/**
 * Reads the bodies of generation B, whose fields were never published: those of generation A where
 * they are there. What is missing is unknown; what is there and means nothing is malformed.
 */
final class ExternalTableReader {
  private static final String WORDS = "IDLE, RUNNING, COMPLETED or FAILED";
  private static final String TIME =
      "milliseconds since 1970, 0 to " + Wire.LAST_MILLI + ", 0 or null for none";
  private static final String COUNT = "a whole number, 0 to " + Wire.MOST_FILES + ", or null";

  private ExternalTableReader() {}

  /** The last run: its status must be known, the rest may be missing. */
  static WatcherRun run(ByteString body, String table) throws MalformedException {
    JsonFields fields = JsonBody.object(body);
    Wire.sameTable(fields, table);
    WatcherStatus status = status(fields);
    Optional<Instant> start = time(fields, "startTimeMs");
    Optional<Instant> end = time(fields, "endTimeMs");
    boolean ran = status != WatcherStatus.IDLE;
    boolean over = ran && status != WatcherStatus.RUNNING;
    if (over && start.isPresent() && end.isPresent() && end.get().isBefore(start.get())) {
      throw new MalformedException(
          "endTimeMs",
          Long.toString(end.get().toEpochMilli()),
          "at least startTimeMs, " + start.get().toEpochMilli());
    }
    return new WatcherRun(
        status,
        ran ? start : Optional.empty(),
        over ? end : Optional.empty(),
        count(fields, "filesDiscovered"),
        count(fields, "segmentsGenerated"),
        WatcherRunReader.error(fields),
        WatcherRunReader.reached(fields));
  }

  /** The position: none only where a null says so. */
  static Checkpoint checkpoint(ByteString body, String table) throws MalformedException {
    JsonFields fields = JsonBody.object(body);
    Wire.sameTable(fields, table);
    boolean told = fields.has(CheckpointReader.TYPE) || fields.has(CheckpointReader.VALUE);
    if (told && fields.isNull(CheckpointReader.TYPE) && fields.isNull(CheckpointReader.VALUE)) {
      return new Checkpoint.None();
    }
    return CheckpointReader.position(
        fields.text(CheckpointReader.TYPE, CheckpointReader.TYPES).toUpperCase(Locale.ROOT),
        fields);
  }

  /** Besides the words of generation A those of Pinot's task machinery that can mean but one. */
  private static WatcherStatus status(JsonFields fields) throws MalformedException {
    String word = fields.text("status", WORDS);
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "IDLE" -> WatcherStatus.IDLE;
      case "RUNNING", "IN_PROGRESS" -> WatcherStatus.RUNNING;
      case "COMPLETED" -> WatcherStatus.COMPLETED;
      case "FAILED", "ABORTED", "TIMED_OUT" -> WatcherStatus.FAILED;
      default -> throw new MalformedException("status", Excerpt.of(word, 60), WORDS);
    };
  }

  private static Optional<Instant> time(JsonFields fields, String name) throws MalformedException {
    OptionalLong millis = fields.numberOrNone(name, 0, Wire.LAST_MILLI, TIME);
    return millis.orElse(0) == 0
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(millis.getAsLong()));
  }

  private static OptionalLong count(JsonFields fields, String name) throws MalformedException {
    return fields.numberOrNone(name, 0, Wire.MOST_FILES, COUNT);
  }
}
