/**
 * Acts on what {@link io.icewatch.decide.Triggers} decides: writes the intent, asks the controller,
 * follows what comes of it.
 *
 * <p>Everything that is decided, written or remembered is on one thread, {@code trigger}; the calls
 * to controllers are on threads of their own and hand their outcome back to it. Requests of people
 * may come from any thread, and are taken up by the next turn.
 */
@NullMarked
package io.icewatch.trigger;

import org.jspecify.annotations.NullMarked;
