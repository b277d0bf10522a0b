package io.icewatch.controller;

import io.icewatch.model.WatcherRun;
import io.icewatch.model.WatcherStatus;
import java.time.Instant;
import java.util.Optional;
import okio.ByteString;

/** Reads the body of the status endpoint. */
final class WatcherRunReader {
  private static final int LONGEST_ERROR = 1_000;
  private static final int LONGEST_CHECKPOINT = 256;
  private static final String TIME =
      "milliseconds since 1970, 0 to " + Wire.LAST_MILLI + ", 0 for none";
  private static final String COUNT = "a whole number, 0 to " + Wire.MOST_FILES;

  private WatcherRunReader() {}

  static WatcherRun read(ByteString body, String table) throws MalformedException {
    JsonFields fields = JsonBody.object(body);
    Wire.sameTable(fields, table);
    WatcherStatus status = status(fields);
    long start = fields.number("startTimeMs", 0, Wire.LAST_MILLI, TIME);
    long end = fields.number("endTimeMs", 0, Wire.LAST_MILLI, TIME);
    check(status, start, end);
    boolean ran = status != WatcherStatus.IDLE;
    boolean ended = ran && status != WatcherStatus.RUNNING;
    return new WatcherRun(
        status,
        ran ? instant(start) : Optional.empty(),
        ended ? instant(end) : Optional.empty(),
        fields.number("filesDiscovered", 0, Wire.MOST_FILES, COUNT),
        fields.number("segmentsGenerated", 0, Wire.MOST_FILES, COUNT),
        error(fields),
        reached(fields));
  }

  private static WatcherStatus status(JsonFields fields) throws MalformedException {
    String expected = "IDLE, RUNNING, COMPLETED or FAILED";
    String word = fields.text("status", expected);
    for (WatcherStatus status : WatcherStatus.values()) {
      if (status.name().equals(word)) {
        return status;
      }
    }
    throw new MalformedException("status", Excerpt.of(word, 60), expected);
  }

  private static void check(WatcherStatus status, long start, long end) throws MalformedException {
    boolean needsStart = status == WatcherStatus.RUNNING || status == WatcherStatus.COMPLETED;
    if (needsStart && start == 0) {
      throw new MalformedException("startTimeMs", "0", "the start of a " + status + " run");
    }
    if (status == WatcherStatus.COMPLETED && end == 0) {
      throw new MalformedException("endTimeMs", "0", "the end of a COMPLETED run");
    }
    boolean over = status == WatcherStatus.COMPLETED || status == WatcherStatus.FAILED;
    if (over && end != 0 && end < start) {
      throw new MalformedException("endTimeMs", "" + end, "at least startTimeMs, " + start);
    }
  }

  /** What the run says went wrong, on one line. */
  static Optional<String> error(JsonFields fields) throws MalformedException {
    return fields.textOrNull("errorMessage").map(text -> Excerpt.of(text, LONGEST_ERROR));
  }

  /** The position that the run reached. */
  static Optional<String> reached(JsonFields fields) throws MalformedException {
    Optional<String> value = fields.textOrNull("checkpointValue");
    if (value.isPresent() && value.get().length() > LONGEST_CHECKPOINT) {
      throw new MalformedException(
          "checkpointValue", value.get().length() + " characters", "at most " + LONGEST_CHECKPOINT);
    }
    return value;
  }

  private static Optional<Instant> instant(long millis) {
    return millis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }
}
