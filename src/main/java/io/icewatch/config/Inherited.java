package io.icewatch.config;

import io.icewatch.model.TriggerMode;

/** All that falls through, as it holds at one level of the file. */
record Inherited(Times times, TriggerChoices trigger) {
  /** The built-in defaults. */
  static Inherited builtIn() {
    return new Inherited(Times.builtIn(), TriggerChoices.builtIn());
  }

  /** These, overridden key by key by what the section says. */
  Inherited overriddenBy(Section owner) {
    return new Inherited(times.overriddenBy(owner), trigger.overriddenBy(owner));
  }

  /** Reports what does not go together in what is in force; false when something does not. */
  boolean consistent(Findings findings) {
    boolean alone = times.consistent(findings);
    boolean acting = trigger.mode() == TriggerMode.DISABLED || times.warnsBeforeActing(findings);
    return alone && acting;
  }

  /** Only once {@link #consistent}. */
  TableTrigger tableTrigger() {
    return new TableTrigger(times.trigger(trigger), trigger.shortCooldown());
  }
}
