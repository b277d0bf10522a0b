/**
 * Prometheus text from one snapshot of the fleet: the table families from cached pages, the
 * daemon's own families through simpleclient.
 *
 * <p>This is the only package that knows the Prometheus library. {@link
 * io.icewatch.metrics.Exposition} runs on the scrape workers of the web server, never on an event
 * loop; {@link io.icewatch.metrics.DaemonMetrics} is told of events on the polling and store threads
 * and takes no lock there.
 */
@NullMarked
package io.icewatch.metrics;

import org.jspecify.annotations.NullMarked;
