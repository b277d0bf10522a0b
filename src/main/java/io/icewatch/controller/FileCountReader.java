package io.icewatch.controller;

import com.fasterxml.jackson.databind.JsonNode;
import io.icewatch.model.SnapshotFiles;
import java.util.Optional;
import okio.ByteString;

/** Reads the body of the files endpoint. */
final class FileCountReader {
  private static final String SNAPSHOT = "snapshotId";

  private FileCountReader() {}

  /**
   * The count of the current snapshot. The answer must not name a snapshot: one that does is the
   * answer to another question, such as a cache between us that ignores the query would give, and
   * taking it for the current count would hide a lag.
   */
  static long current(ByteString body, String table) throws MalformedException {
    JsonFields fields = JsonBody.object(body);
    Wire.sameTable(fields, table);
    if (!fields.isNull(SNAPSHOT)) {
      String found = JsonFields.shown(fields.required(SNAPSHOT, "null"));
      throw new MalformedException(SNAPSHOT, found, "null, none was asked for");
    }
    return count(fields);
  }

  /** The count of the snapshot that was asked for. */
  static SnapshotFiles at(ByteString body, String table, long snapshotId)
      throws MalformedException {
    JsonFields fields = JsonBody.object(body);
    Wire.sameTable(fields, table);
    String expected = snapshotId + ", as asked";
    JsonNode found = fields.required(SNAPSHOT, expected);
    if (!JsonFields.whole(found).equals(Optional.of(snapshotId))) {
      throw new MalformedException(SNAPSHOT, JsonFields.shown(found), expected);
    }
    return new SnapshotFiles(snapshotId, count(fields));
  }

  private static long count(JsonFields fields) throws MalformedException {
    return fields.number(
        "fileCount", 0, Wire.MOST_FILES, "a whole number, 0 to " + Wire.MOST_FILES);
  }
}
