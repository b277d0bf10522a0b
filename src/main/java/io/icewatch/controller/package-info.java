/**
 * The HTTP client of one controller: questions out, sealed results back.
 *
 * <p>Calls run on the caller's thread and block it; the package starts no thread of its own, OkHttp
 * keeps a daemon for time-outs and idle connections. {@link ControllerClient} may be shared by any
 * number of threads. Everything that reads an answer is a pure function of bytes and headers.
 */
@NullMarked
package io.icewatch.controller;

import org.jspecify.annotations.NullMarked;
