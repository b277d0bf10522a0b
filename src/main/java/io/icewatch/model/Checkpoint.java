package io.icewatch.model;

import java.time.Instant;

/** The source position up to which Pinot has ingested, as the controller reports it. */
public sealed interface Checkpoint {
  /** The word of the API for this kind, or {@code none}. */
  String type();

  /** The position as text, empty for none. */
  String value();

  /** No ingestion has completed yet. */
  record None() implements Checkpoint {
    @Override
    public String type() {
      return "none";
    }

    @Override
    public String value() {
      return "";
    }
  }

  /**
   * A snapshot of the source table.
   *
   * @param id a random 64-bit number, often larger than 2^53: never a double
   */
  record SnapshotId(long id) implements Checkpoint {
    @Override
    public String type() {
      return "SNAPSHOT_ID";
    }

    @Override
    public String value() {
      return Long.toString(id);
    }
  }

  /**
   * A point in time.
   *
   * @param at by the clock of whoever writes the source
   */
  record Timestamp(Instant at) implements Checkpoint {
    @Override
    public String type() {
      return "TIMESTAMP";
    }

    @Override
    public String value() {
      return Long.toString(at.toEpochMilli());
    }
  }
}
