/**
 * The HTTP side: routes on Vert.x and the pure renderers of what they answer.
 *
 * <p>Handlers run on one event loop and never block it: metrics and the status page are rendered on
 * scrape workers, and a long answer is sent in slices. {@code /-/healthy} touches nothing else.
 * {@link io.icewatch.web.StatusPage} and {@link io.icewatch.web.Negotiation} are pure and may be
 * called from any thread.
 */
@NullMarked
package io.icewatch.web;

import org.jspecify.annotations.NullMarked;
