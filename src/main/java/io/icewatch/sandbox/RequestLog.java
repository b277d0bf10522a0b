package io.icewatch.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last 10,000 requests, oldest first. */
final class RequestLog {
  private static final int CAPACITY = 10_000;

  private final Deque<RecordedRequest> requests = new ArrayDeque<>();

  synchronized void add(RecordedRequest request) {
    if (requests.size() == CAPACITY) {
      requests.removeFirst();
    }
    requests.addLast(request);
  }

  synchronized List<RecordedRequest> all() {
    return List.copyOf(requests);
  }
}
