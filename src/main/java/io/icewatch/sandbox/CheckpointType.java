package io.icewatch.sandbox;

/** What a checkpoint's value is. */
public enum CheckpointType {
  /** The id of the last ingested snapshot. */
  SNAPSHOT_ID,
  /** The commit time of the last ingested snapshot, in epoch milliseconds. */
  TIMESTAMP
}
