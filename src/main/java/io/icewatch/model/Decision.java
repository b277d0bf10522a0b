package io.icewatch.model;

import java.time.Duration;

/** Whether to trigger a table now. */
public sealed interface Decision {
  /** The value of the {@code decision} label. */
  String label();

  /** The value of the {@code reason} label: the rule that holds, or {@code behind}. */
  String reason();

  /**
   * Every rule passed.
   *
   * @param table the one table to be triggered
   * @param mode {@code DRY_RUN} or {@code AUTO}
   * @param behind how far behind it is
   */
  record Trigger(TableId table, TriggerMode mode, Duration behind) implements Decision {
    @Override
    public String label() {
      return "trigger";
    }

    @Override
    public String reason() {
      return TriggerRule.BEHIND.label();
    }
  }

  /**
   * Nothing is to be done.
   *
   * @param finding of the first rule that did not pass
   */
  record Hold(Finding finding) implements Decision {
    @Override
    public String label() {
      return "hold";
    }

    @Override
    public String reason() {
      return finding.rule().label();
    }
  }
}
