package io.icewatch.trigger;

import io.icewatch.model.RunStarter;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TriggerJournal;
import io.icewatch.model.TriggerListener;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * All that the auto-trigger looks at and acts on.
 *
 * @param fleet the latest snapshot
 * @param starters by controller
 * @param calls runs the calls to controllers at once, never queued: what waits could leave after a
 *     pause
 * @param journal where everything is written first
 * @param schedules of the tables
 * @param leader whether this instance is the one that acts
 * @param listener is told what is done
 * @param wall stamps what is written
 * @param nanos measures what must last: monotonic, in nanoseconds
 */
public record Surroundings(
    Supplier<Snapshot> fleet,
    Map<String, RunStarter> starters,
    Executor calls,
    TriggerJournal journal,
    ScheduleSource schedules,
    BooleanSupplier leader,
    TriggerListener listener,
    InstantSource wall,
    LongSupplier nanos) {
  public Surroundings {
    starters = Map.copyOf(starters);
  }
}
