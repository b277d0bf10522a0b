/**
 * The nouns: immutable records and sealed types that every other package speaks in.
 *
 * <p>Nothing here does I/O, reads a clock or starts a thread; all of it may be used from any thread.
 */
@NullMarked
package io.icewatch.model;

import org.jspecify.annotations.NullMarked;
