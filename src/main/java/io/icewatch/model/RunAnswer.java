package io.icewatch.model;

/** What a person who asks for a run is told. */
public sealed interface RunAnswer {
  /**
   * An attempt has begun: its intent is durable, and its request is on its way.
   *
   * @param attempt to be followed by its number
   */
  record Begun(TriggerAttempt attempt) implements RunAnswer {}

  /**
   * Nothing was sent.
   *
   * @param finding of the first rule that stands against it
   * @param forcible whether a reason to force it would have been enough
   */
  record Refused(Finding finding, boolean forcible) implements RunAnswer {}

  /** Nothing was sent: there is no such table. */
  record NotWatched(TableId table) implements RunAnswer {}
}
