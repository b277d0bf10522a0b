package io.icewatch.model;

import java.time.Instant;
import java.util.Optional;

/**
 * How the auto-trigger stands with one table, for views.
 *
 * @param mode in force: the more careful of the table's and the global one
 * @param decision the latest
 * @param cooldownUntil when the cool-down ends or ended, by the daemon's clock; empty before any
 *     attempt
 * @param inVain attempts in vain in a row
 * @param circuitOpen whether they are too many
 * @param history what was tried, as it was journaled
 */
public record TriggerStanding(
    TableId table,
    TriggerMode mode,
    Decision decision,
    Optional<Instant> cooldownUntil,
    int inVain,
    boolean circuitOpen,
    TriggerHistory history) {}
