package io.icewatch.web;

/** An address could not be listened on; the message names it and says why. */
public final class ListenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ListenException(WebSettings settings, Throwable cause) {
    super(
        "listen: %s:%d (expected: a free port on an address of this host): %s"
            .formatted(settings.host(), settings.port(), cause.getMessage()),
        cause);
  }
}
