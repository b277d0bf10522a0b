package io.icewatch.model;

/** Is told what the auto-trigger does, on its own thread: it must return at once. */
public interface TriggerListener {
  /** A decision was made; each turn makes one for each table. */
  void decided(TableId table, Decision decision);

  /** An attempt is durable, and its request is about to leave unless it is a dry run. */
  void attempted(TriggerAttempt attempt);

  /** What came of an attempt's call is known. */
  void called(TriggerAttempt attempt);

  /** An attempt came to its end. */
  void settled(TriggerAttempt attempt);
}
