package io.icewatch.trigger;

import io.icewatch.model.RunStarter;
import java.util.Map;
import java.util.Objects;

/**
 * What the auto-trigger goes by, as a whole: a turn goes by one of them from its beginning to its end.
 *
 * @param policy what is allowed
 * @param starters by controller
 * @param schedules of the tables
 */
public record Mandate(Policy policy, Map<String, RunStarter> starters, ScheduleSource schedules) {
  public Mandate {
    starters = Map.copyOf(starters);
  }

  /** Whether a controller is asked for runs by the very same as by {@code other}. */
  boolean sameStarter(Mandate other, String controller) {
    return Objects.equals(starters.get(controller), other.starters.get(controller));
  }
}
