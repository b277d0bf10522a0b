package io.icewatch.controller;

import io.icewatch.model.Answer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * The values of one endpoint that came with an ETag, to be asked about with If-None-Match; the 1,024
 * URLs used last. May be used from any thread.
 */
final class Validators<T> {
  private static final int MOST = 1_024;
  private static final int LONGEST_ETAG = 256;

  private final Map<HttpUrl, Tagged<T>> byUrl = new LinkedHashMap<>(16, 0.75f, true);

  /** A value and the ETag it came with. */
  record Tagged<T>(String etag, T value) {}

  synchronized Optional<Tagged<T>> of(HttpUrl url) {
    return Optional.ofNullable(byUrl.get(url));
  }

  /** Takes note of an answer; only a full one changes anything. */
  synchronized void note(HttpUrl url, Answer<T> answer, Optional<String> etag) {
    if (!(answer instanceof Answer.Observed<T> observed)) {
      return;
    }
    if (etag.isEmpty() || !sendable(etag.get())) {
      byUrl.remove(url);
      return;
    }
    byUrl.put(url, new Tagged<>(etag.get(), observed.value()));
    if (byUrl.size() > MOST) {
      Iterator<HttpUrl> oldestFirst = byUrl.keySet().iterator();
      oldestFirst.next();
      oldestFirst.remove();
    }
  }

  synchronized int size() {
    return byUrl.size();
  }

  private static boolean sendable(String etag) {
    return etag.length() <= LONGEST_ETAG && etag.chars().allMatch(c -> c > ' ' && c < 127);
  }
}
