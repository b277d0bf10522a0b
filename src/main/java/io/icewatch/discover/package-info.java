/**
 * Which of the tables that controllers list are watched: asks, decides round by round, remembers and
 * hands on.
 *
 * <p>The rule is {@link io.icewatch.discover.Rounds}, pure. Each controller with discovery has one
 * thread, {@code discover-<controller>}, on which its rounds run and block.
 */
@NullMarked
package io.icewatch.discover;

import org.jspecify.annotations.NullMarked;
