/**
 * The HTTP side: routes on Vert.x, and the streams that keep pages live.
 *
 * <p>Handlers run on one event loop and never block it: metrics and pages are rendered by workers,
 * and a long answer is sent in slices. {@code /-/healthy} touches nothing else. {@link
 * io.icewatch.web.Negotiation} is pure and may be called from any thread.
 */
@NullMarked
package io.icewatch.web;

import org.jspecify.annotations.NullMarked;
