/**
 * Certificates and keys: PEM text to what the JDK's TLS works with, for clients and for the server.
 * Nothing here keeps state; callers say when a file is read again.
 */
@NullMarked
package io.icewatch.tls;

import org.jspecify.annotations.NullMarked;
