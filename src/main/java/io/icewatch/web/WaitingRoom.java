package io.icewatch.web;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who waits until credentials are checked. The addresses take turns, so that one that sends many does
 * not keep another waiting; the same credentials wait once; and who was turned away before goes to
 * the front. Pure, for one thread.
 *
 * @param <T> a request
 */
final class WaitingRoom<T> {
  /** Credentials that wait at most. */
  static final int MOST = 32;

  /** Of these, from one address. */
  static final int MOST_OF_ONE = 8;

  /** Requests with the same credentials. */
  static final int MOST_SHARING = 64;

  private final Map<String, Deque<Waiting<T>>> byAddress = new LinkedHashMap<>();
  private int waiting;

  /**
   * Requests with the same credentials.
   *
   * @param digest of the credentials
   */
  record Waiting<T>(
      String address,
      ByteBuffer digest,
      Passwords.Credentials credentials,
      boolean again,
      List<T> requests) {}

  /**
   * Takes a request in.
   *
   * @param again whether these credentials were turned away before
   * @return who has to go for it, perhaps the request itself
   */
  Optional<Waiting<T>> join(
      String address,
      ByteBuffer digest,
      Passwords.Credentials credentials,
      boolean again,
      T request) {
    Waiting<T> newcomer =
        new Waiting<>(address, digest, credentials, again, new ArrayList<>(List.of(request)));
    Deque<Waiting<T>> queue = byAddress.computeIfAbsent(address, none -> new ArrayDeque<>());
    for (Waiting<T> one : queue) {
      if (one.digest().equals(digest)) {
        if (one.requests().size() >= MOST_SHARING) {
          return Optional.of(newcomer);
        }
        one.requests().add(request);
        return Optional.empty();
      }
    }
    if (again) {
      queue.addFirst(newcomer);
    } else {
      queue.addLast(newcomer);
    }
    waiting++;
    if (queue.size() > MOST_OF_ONE) {
      return Optional.of(last(queue));
    }
    return waiting > MOST ? Optional.of(last(longest())) : Optional.empty();
  }

  private Deque<Waiting<T>> longest() {
    return byAddress.values().stream().max(Comparator.comparingInt(Deque::size)).orElseThrow();
  }

  private Waiting<T> last(Deque<Waiting<T>> queue) {
    Waiting<T> gone = queue.removeLast();
    waiting--;
    if (queue.isEmpty()) {
      byAddress.remove(gone.address());
    }
    return gone;
  }

  /** Whose turn it is; they leave. */
  Optional<Waiting<T>> next() {
    if (byAddress.isEmpty()) {
      return Optional.empty();
    }
    Map.Entry<String, Deque<Waiting<T>>> turn = byAddress.entrySet().iterator().next();
    Deque<Waiting<T>> queue = turn.getValue();
    Waiting<T> next = queue.removeFirst();
    waiting--;
    byAddress.remove(next.address());
    if (!queue.isEmpty()) {
      byAddress.put(next.address(), queue);
    }
    return Optional.of(next);
  }
}
