package io.icewatch.trigger;

import io.icewatch.model.TableState;
import java.time.Instant;
import java.util.Optional;

/** Knows when a table's own schedule starts its runs. */
@FunctionalInterface
public interface ScheduleSource {
  /** The moment it fires that is nearest to {@code now}; empty when that is not known. */
  Optional<Instant> nearest(TableState table, Instant now);

  /** Why a schedule that is there cannot be read; empty when it can, or when none is known. */
  default Optional<String> problem(TableState table, Instant now) {
    return Optional.empty();
  }
}
