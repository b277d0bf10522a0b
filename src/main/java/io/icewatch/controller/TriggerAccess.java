package io.icewatch.controller;

/** Whether a controller would hear a request for a run, as far as can be told without one. */
public sealed interface TriggerAccess {
  /** The trigger credentials are accepted and the ingestion task is known. */
  record Granted() implements TriggerAccess {}

  /**
   * A request for a run would be refused.
   *
   * @param why one sentence
   */
  record Refused(String why) implements TriggerAccess {}

  /**
   * Nothing can be told.
   *
   * @param why one sentence
   */
  record Unknown(String why) implements TriggerAccess {}
}
