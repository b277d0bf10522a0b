package io.icewatch.controller;

import io.icewatch.model.Failure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collection;
import javax.net.ssl.SSLException;

/** What an exception of the HTTP client means; secrets blotted out of its words. */
final class Breakage {
  private static final int LONGEST = 200;

  private Breakage() {}

  /**
   * The failure that an exception stands for.
   *
   * @param timeout how long the whole call was given
   * @param connectTimeout how long connecting was given
   */
  static Failure failure(
      Exception e, Duration timeout, Duration connectTimeout, Collection<String> secrets) {
    if (e instanceof SocketTimeoutException) {
      return new Failure.TimedOut(connectTimeout, "no connection within " + shown(connectTimeout));
    }
    if (e instanceof InterruptedIOException) {
      return timedOut(timeout);
    }
    if (e instanceof UnknownHostException) {
      return new Failure.Unreachable("unknown host: " + words(e, secrets));
    }
    if (e instanceof ProtocolException) {
      return new Failure.Unreachable("broken HTTP: " + words(e, secrets));
    }
    if (e instanceof IOException) {
      return new Failure.Unreachable(words(e, secrets));
    }
    return new Failure.Unreachable(e.getClass().getSimpleName() + ": " + words(e, secrets));
  }

  static Failure timedOut(Duration timeout) {
    return new Failure.TimedOut(timeout, "no complete answer within " + shown(timeout));
  }

  /** Whether it was the connection that failed, so that another one may serve. */
  static boolean isOfConnection(Exception e) {
    return e instanceof IOException
        && !(e instanceof InterruptedIOException)
        && !(e instanceof ProtocolException)
        && !(e instanceof UnknownHostException)
        && !(e instanceof SSLException);
  }

  static String shown(Duration duration) {
    return duration.toMillis() % 1_000 == 0
        ? duration.toSeconds() + "s"
        : duration.toMillis() + "ms";
  }

  private static String words(Exception e, Collection<String> secrets) {
    Throwable cause = e.getCause();
    String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    if (e instanceof ConnectException && cause != null && cause.getMessage() != null) {
      text += ": " + cause.getMessage();
    }
    for (String secret : secrets) {
      text = text.replace(secret, "***");
    }
    return Excerpt.of(text, LONGEST);
  }
}
