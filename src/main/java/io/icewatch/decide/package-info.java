/**
 * What should be done: pure functions from what is known, the rules and the time to a value that
 * says what to do and why.
 *
 * <p>{@link io.icewatch.decide.Triggers} says whether a table is to be triggered now; {@link
 * io.icewatch.decide.Verification} says what has become of an attempt. Nothing here keeps state or
 * does anything; all of it may be called from any thread.
 */
@NullMarked
package io.icewatch.decide;

import org.jspecify.annotations.NullMarked;
