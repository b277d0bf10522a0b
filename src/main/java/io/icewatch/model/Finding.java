package io.icewatch.model;

/**
 * What one rule said.
 *
 * @param passed whether it lets the trigger pass
 * @param saw the value it looked at and what it wants, in words
 */
public record Finding(TriggerRule rule, boolean passed, String saw) {

  /** {@code behind: pass: 42m (expected: more than 30m)}. */
  @Override
  public String toString() {
    return rule.label() + ": " + (passed ? "pass" : "hold") + ": " + saw;
  }
}
