package io.icewatch.decide;

/** Whether the condition of an alert holds for one subject at one moment. */
sealed interface Judgement {
  /**
   * It holds.
   *
   * @param description what was found, in one or two sentences
   */
  record Holds(String description) implements Judgement {}

  /** It does not. */
  record Clear() implements Judgement {}

  /** It cannot be told: the alert neither begins to fire nor ceases to. */
  record Unknown() implements Judgement {}

  Judgement CLEAR = new Clear();
  Judgement UNKNOWN = new Unknown();
}
