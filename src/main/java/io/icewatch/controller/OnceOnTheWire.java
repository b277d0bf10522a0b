package io.icewatch.controller;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Lets each attempt onto the wire at most once and notes that it went.
 *
 * <p>OkHttp sends any request again, a POST too, after a 503 with {@code Retry-After: 0}, whatever
 * its retry settings say; so that header does not get past here.
 */
final class OnceOnTheWire implements Interceptor {
  /** Whether an attempt has a connection and is about to be written, or was. */
  static final class Mark {
    private final AtomicBoolean sent = new AtomicBoolean();

    boolean isSent() {
      return sent.get();
    }
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    Mark mark = request.tag(Mark.class);
    if (mark == null || !mark.sent.compareAndSet(false, true)) {
      throw new ProtocolException("an attempt was about to be sent twice");
    }
    Response response = chain.proceed(request);
    return response.code() == HttpURLConnection.HTTP_UNAVAILABLE
        ? response.newBuilder().removeHeader("Retry-After").build()
        : response;
  }
}
