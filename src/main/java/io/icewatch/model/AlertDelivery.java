package io.icewatch.model;

import java.time.Instant;

/**
 * What a receiver last took of an alert.
 *
 * @param labels which alert
 * @param startsAt when it began to fire
 * @param resolved whether the receiver was told that it is over
 * @param at when the receiver took it, by the daemon's clock
 */
public record AlertDelivery(AlertLabels labels, Instant startsAt, boolean resolved, Instant at) {}
