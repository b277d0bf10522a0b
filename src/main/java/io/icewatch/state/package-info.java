/**
 * The current facts of the fleet, and those of them that must outlive the process.
 *
 * <p>{@link Fleet} is called from any thread and never blocks on I/O. {@link Store} is called from
 * any thread; everything it does to its file after it was opened happens on one thread of its own,
 * {@code icewatch-store}.
 */
@NullMarked
package io.icewatch.state;

import org.jspecify.annotations.NullMarked;
