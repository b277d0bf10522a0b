package io.icewatch.decide;

import io.icewatch.model.Finding;

/**
 * What one rule says to a person who asks for a run.
 *
 * @param finding what it saw
 * @param yields whether a person with a reason may pass over it
 */
public record Ruling(Finding finding, boolean yields) {
  /** Whether it stands against the run. */
  boolean holds(boolean forced) {
    return !finding.passed() && !(forced && yields);
  }

  /** The finding, and whether it was passed over. */
  String words(boolean forced) {
    return finding + (forced && yields && !finding.passed() ? "; passed over" : "");
  }
}
