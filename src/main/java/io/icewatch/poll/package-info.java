/**
 * Asks the controllers: when, how often, how much at once; observe, assess, store, publish.
 *
 * <p>Each controller has threads of its own: one that keeps the schedule and {@code maxConcurrent}
 * workers on which the turns run and block. A table's turn runs on one worker at a time. Nothing is
 * shared between controllers but the fleet and the store.
 */
@NullMarked
package io.icewatch.poll;

import org.jspecify.annotations.NullMarked;
