/**
 * Tells people: each look's alerts, as {@link io.icewatch.decide.Alerts} decides them, to every
 * receiver.
 *
 * <p>{@link io.icewatch.alert.Alerting} takes its turns on a thread of its own, which waits for the
 * store and for nothing else. Each receiver has a queue and a thread, which alone sends to it: one
 * that hangs delays no other and no look.
 */
@NullMarked
package io.icewatch.alert;

import org.jspecify.annotations.NullMarked;
