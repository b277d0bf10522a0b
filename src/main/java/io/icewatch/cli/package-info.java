/**
 * The command line: parses what a person typed, runs one command, prints for people or scripts.
 *
 * <p>Commands run on the main thread. The renderers ({@link io.icewatch.cli.FleetTable}, {@link
 * io.icewatch.cli.FleetJson}, {@link io.icewatch.cli.FleetVerdict}) are pure; the log encoders are
 * called on whichever thread logs, one at a time.
 */
@NullMarked
package io.icewatch.cli;

import org.jspecify.annotations.NullMarked;
