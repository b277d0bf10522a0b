package io.icewatch.config;

import io.icewatch.model.SourceSettings;
import io.icewatch.model.TriggerMode;
import java.util.Optional;

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

  /** How a table is watched. Only once {@link #consistent}. */
  Discovery.Rule rule(Optional<SourceSettings> source) {
    return new Discovery.Rule(times.poll(), times.lag(), times.runs(), source, tableTrigger());
  }

  /** Only once {@link #consistent}. */
  TableTrigger tableTrigger() {
    return new TableTrigger(times.trigger(trigger), trigger.shortCooldown());
  }
}
