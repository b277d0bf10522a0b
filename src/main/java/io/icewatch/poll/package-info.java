/**
 * Asks the controllers and the catalogs: when, how often, how much at once; observe, assess, store, publish.
 *
 * <p>Each controller has threads of its own: one that keeps the schedule and {@code maxConcurrent}
 * workers on which the turns run and block. A table's turn runs on one worker at a time. Nothing is
 * shared between controllers but the fleet and the store. Each catalog has such threads too; what it
 * said reaches a table through {@link io.icewatch.poll.TablePoller#take}, and never makes a turn wait.
 */
@NullMarked
package io.icewatch.poll;

import org.jspecify.annotations.NullMarked;
