package io.icewatch.web;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/**
 * The connections that are open, how many there may be, and for how long each may be at what it does.
 * Bytes that trickle do not count: a request has to arrive whole in time, and an answer has to be
 * read in time. Told by the thread that accepts and by the event loop.
 */
final class Connections {
  /** Open at most; a new one takes the place of an idle one. */
  static final int MOST = 1_024;

  /** Of these, from one address. */
  static final int MOST_OF_ONE = 512;

  /** From a connection's beginning to its first whole request, TLS included. */
  static final long FIRST_REQUEST = TimeUnit.SECONDS.toNanos(10);

  /** From one request's answer to the next whole request. */
  static final long IDLE = TimeUnit.SECONDS.toNanos(75);

  /** From the head of a request to the end of its body. */
  static final long BODY = TimeUnit.SECONDS.toNanos(10);

  /** From a request to the end of its answer; an event stream may last. */
  static final long ANSWER = TimeUnit.SECONDS.toNanos(130);

  /** Bytes of answers that wait to be read, of all connections together. */
  static final long UNREAD = 32L << 20;

  private final LongSupplier nanos;
  private final Refusals refusals;
  private final Map<String, Connection> open = new HashMap<>();
  private final Map<String, Integer> ofAddress = new HashMap<>();

  /** One of them; guarded by the whole. */
  private static final class Connection {
    final Channel channel;
    final String address;
    final Map<HttpServerRequest, Long> requests = new HashMap<>();
    boolean asked;
    long since;

    Connection(Channel channel, String address, long since) {
      this.channel = channel;
      this.address = address;
      this.since = since;
    }
  }

  Connections(LongSupplier nanos, Refusals refusals) {
    this.nanos = nanos;
    this.refusals = refusals;
  }

  /** Takes a connection in, unless there are too many. */
  boolean accept(Channel channel) {
    if (!(channel.remoteAddress() instanceof InetSocketAddress remote)) {
      return false;
    }
    String address = remote.getAddress().getHostAddress();
    String key = key(address, remote.getPort());
    Optional<Connection> displaced;
    synchronized (this) {
      boolean crowded = ofAddress.getOrDefault(address, 0) >= MOST_OF_ONE;
      displaced = crowded
          ? idlest(address)
          : open.size() >= MOST ? busiestAddress().flatMap(this::idlest) : Optional.empty();
      if (displaced.isEmpty() && (crowded || open.size() >= MOST)) {
        refusals.count(Refusals.Reason.CONNECTIONS);
        return false;
      }
      displaced.ifPresent(gone -> forget(key(gone.channel)));
      open.put(key, new Connection(channel, address, nanos.getAsLong()));
      ofAddress.merge(address, 1, Integer::sum);
    }
    displaced.ifPresent(gone -> {
      refusals.count(Refusals.Reason.CONNECTIONS);
      breakOff(gone.channel);
    });
    channel.closeFuture().addListener(closed -> {
      synchronized (this) {
        forget(key);
      }
    });
    return true;
  }

  /** The one of an address that waits longest for a request. */
  private Optional<Connection> idlest(String address) {
    return open.values().stream()
        .filter(one -> one.address.equals(address) && idle(one))
        .min(Comparator.comparingLong(one -> one.since));
  }

  private Optional<String> busiestAddress() {
    return ofAddress.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
  }

  private static boolean idle(Connection one) {
    return one.requests.keySet().stream().allMatch(Connections::over);
  }

  private static boolean over(HttpServerRequest request) {
    return request.response().ended() || request.response().closed();
  }

  private void forget(String key) {
    Connection gone = open.remove(key);
    if (gone != null) {
      ofAddress.computeIfPresent(
          gone.address, (address, count) -> count > 1 ? Integer.valueOf(count - 1) : null);
    }
  }

  /** A request's head has arrived. */
  synchronized void began(HttpServerRequest request) {
    Connection one = open.get(
        key(request.remoteAddress().hostAddress(), request.remoteAddress().port()));
    if (one != null) {
      one.requests.keySet().removeIf(Connections::over);
      one.requests.put(request, nanos.getAsLong());
      one.asked = true;
      one.since = nanos.getAsLong();
    }
  }

  synchronized int count() {
    return open.size();
  }

  /** Closes what has taken too long, and who keeps too much waiting; on the event loop. */
  void sweep() {
    List<Connection> late = new ArrayList<>();
    synchronized (this) {
      long now = nanos.getAsLong();
      for (Connection one : List.copyOf(open.values())) {
        if (!one.channel.isOpen()) {
          forget(key(one.channel));
        } else if (late(one, now)) {
          late.add(one);
        }
      }
      late.addAll(
          unread(open.values().stream().filter(one -> !late.contains(one)).toList()));
    }
    for (Connection one : late) {
      // One that is only kept for the next request is nobody's fault.
      if (!one.asked || !one.requests.isEmpty()) {
        refusals.count(Refusals.Reason.SLOW);
      }
      breakOff(one.channel);
    }
  }

  /** Closes the connection of a request without sending what waits to be read. */
  void breakOff(HttpServerRequest request) {
    Connection one;
    synchronized (this) {
      one = open.get(
          key(request.remoteAddress().hostAddress(), request.remoteAddress().port()));
    }
    if (one != null) {
      breakOff(one.channel);
    }
  }

  /** Vert.x' own way would first wait until everything has been read. */
  private static void breakOff(Channel channel) {
    channel.eventLoop().execute(() -> channel.unsafe().close(channel.unsafe().voidPromise()));
  }

  private static boolean late(Connection one, long now) {
    if (one.requests.keySet().removeIf(Connections::over) && one.requests.isEmpty()) {
      one.since = now;
    }
    if (one.requests.isEmpty()) {
      return now - one.since > (one.asked ? IDLE : FIRST_REQUEST);
    }
    return one.requests.entrySet().stream().anyMatch(under -> {
      long took = now - under.getValue();
      return (took > BODY
              && !under.getKey().isEnded()
              && !under.getKey().response().headWritten())
          || (took > ANSWER && !stream(under.getKey()));
    });
  }

  private static boolean stream(HttpServerRequest request) {
    String type = request.response().headers().get("Content-Type");
    return type != null && type.startsWith("text/event-stream");
  }

  /** Those that have to go, the greediest first, until the rest is within bounds. */
  private static List<Connection> unread(List<Connection> all) {
    ToLongFunction<Connection> pending = Connections::pending;
    long sum = all.stream().mapToLong(pending).sum();
    List<Connection> gone = new ArrayList<>();
    if (sum > UNREAD) {
      for (Connection one :
          all.stream().sorted(Comparator.comparingLong(pending).reversed()).toList()) {
        if (sum <= UNREAD) {
          break;
        }
        sum -= pending(one);
        gone.add(one);
      }
    }
    return gone;
  }

  private static long pending(Connection one) {
    ChannelOutboundBuffer buffer = one.channel.unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.totalPendingWriteBytes();
  }

  private static String key(Channel channel) {
    return channel.remoteAddress() instanceof InetSocketAddress remote
        ? key(remote.getAddress().getHostAddress(), remote.getPort())
        : "";
  }

  private static String key(String address, int port) {
    return address + " " + port;
  }
}
