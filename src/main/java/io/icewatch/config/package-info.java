/**
 * Turns the YAML file into records: defaults, inheritance, validation, every problem at once with
 * its path and position.
 *
 * <p>Pure but for reading the file itself and looking at the secret files it names; it starts no
 * thread and may be called from any.
 */
@NullMarked
package io.icewatch.config;

import org.jspecify.annotations.NullMarked;
