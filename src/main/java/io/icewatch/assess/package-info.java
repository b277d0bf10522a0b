/**
 * What is thought of a table: pure functions from an observation, the history and the time to the
 * next history and to an assessment.
 *
 * <p>{@link io.icewatch.assess.Memory} says what one more observation adds to the facts that are
 * kept; {@link io.icewatch.assess.Assessor} says what they mean now. Both are total: no record that
 * can be built makes them throw. Nothing here keeps state; all of it may be called from any thread,
 * and is called on the polling threads.
 */
@NullMarked
package io.icewatch.assess;

import org.jspecify.annotations.NullMarked;
