package io.icewatch.controller;

import io.icewatch.model.Failure;
import io.icewatch.model.TlsFiles;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;

/**
 * Requests onto the wire of one controller, replies off it, within a time and a size. Nothing is
 * thrown for what the other side does.
 *
 * <p>Calls run on the caller's thread, where OkHttp's Dispatcher counts but does not limit: the
 * limit is a semaphore here.
 */
final class Transport implements AutoCloseable {
  /** The most bytes of a good body that are read, after decompression. */
  static final int MOST_BYTES = 1_048_576;

  /** The most bytes of an error's body that are read. */
  static final int MOST_ERROR_BYTES = 65_536;

  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration BACK_OFF = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofDays(1);
  // Less than the 30 s after which Grizzly, the controller's server, closes an idle connection.
  private static final long IDLE_SECONDS = 20;

  private final InstantSource clock;
  private final Semaphore slots;
  private final Clients clients;
  private final CountDownLatch closed = new CountDownLatch(1);

  Transport(boolean https, TlsFiles tls, int maxConcurrent, InstantSource clock) {
    this.clock = clock;
    slots = new Semaphore(maxConcurrent, true);
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequests(maxConcurrent);
    dispatcher.setMaxRequestsPerHost(maxConcurrent);
    OkHttpClient reads = new OkHttpClient.Builder()
        .dispatcher(dispatcher)
        // A client that may never encrypt loads no certificates, which take a fifth of a start.
        .connectionSpecs(List.of(https ? ConnectionSpec.MODERN_TLS : ConnectionSpec.CLEARTEXT))
        .connectionPool(new ConnectionPool(maxConcurrent, IDLE_SECONDS, TimeUnit.SECONDS))
        .connectTimeout(CONNECT_TIMEOUT)
        // The call's own deadline bounds these two, and trickling bodies with them.
        .readTimeout(Duration.ZERO)
        .writeTimeout(Duration.ZERO)
        .retryOnConnectionFailure(false)
        .followRedirects(false)
        .followSslRedirects(false)
        .addNetworkInterceptor(new OnceOnTheWire())
        .build();
    clients = new Clients(reads, https ? tls : TlsFiles.none(), clock);
  }

  /**
   * Sends an idempotent request, and once more after a short wait if the connection failed before
   * anything came back and the time allows.
   */
  Delivery read(Request request, Duration timeout, Collection<String> secrets) {
    Instant begun = clock.instant();
    Optional<Failure> refusal = enter(timeout);
    if (refusal.isPresent()) {
      return new Delivery.Broken(refusal.get(), false, false);
    }
    try {
      Optional<String> trouble = clients.trouble();
      if (trouble.isPresent()) {
        return new Delivery.Broken(new Failure.NotAsked(trouble.get()), false, false);
      }
      Duration left = timeout.minus(since(begun));
      Delivery first = exchange(clients.reads(), request, left, timeout, secrets);
      if (!(first instanceof Delivery.Broken broken) || !broken.again()) {
        return first;
      }
      Duration rest = timeout.minus(since(begun)).minus(BACK_OFF);
      if (rest.compareTo(BACK_OFF) < 0 || isClosedWithin(BACK_OFF)) {
        return first;
      }
      // Where one connection broke, the idle ones broke with it, more often than not.
      clients.reads().connectionPool().evictAll();
      return exchange(clients.reads(), request, rest, timeout, secrets);
    } finally {
      slots.release();
    }
  }

  /** Sends a request exactly once, beside the limit on reads: a hang there must not hold it up. */
  Delivery once(Request request, Duration timeout, Collection<String> secrets) {
    if (closed.getCount() == 0) {
      return new Delivery.Broken(new Failure.NotAsked("the client is closed"), false, false);
    }
    Optional<String> trouble = clients.trouble();
    if (trouble.isPresent()) {
      return new Delivery.Broken(new Failure.NotAsked(trouble.get()), false, false);
    }
    return exchange(clients.triggers(), request, timeout, timeout, secrets);
  }

  /** Cancels what is in flight; later calls are not sent. */
  @Override
  public void close() {
    closed.countDown();
    clients.reads().dispatcher().cancelAll();
    clients.reads().connectionPool().evictAll();
  }

  private Optional<Failure> enter(Duration timeout) {
    if (closed.getCount() == 0) {
      return Optional.of(new Failure.NotAsked("the client is closed"));
    }
    try {
      if (slots.tryAcquire(Math.max(0, bounded(timeout).toNanos()), TimeUnit.NANOSECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(new Failure.Unreachable("interrupted"));
    }
    return Optional.of(new Failure.NotAsked("limits.maxConcurrent: all in use for "
        + Breakage.shown(timeout)
        + " (expected: a free one)"));
  }

  private Delivery exchange(
      OkHttpClient client,
      Request request,
      Duration left,
      Duration timeout,
      Collection<String> secrets) {
    OnceOnTheWire.Mark mark = new OnceOnTheWire.Mark();
    if (left.isZero() || left.isNegative()) {
      return new Delivery.Broken(Breakage.timedOut(timeout), false, false);
    }
    Call call =
        client.newCall(request.newBuilder().tag(OnceOnTheWire.Mark.class, mark).build());
    call.timeout().timeout(bounded(left).toNanos(), TimeUnit.NANOSECONDS);
    try (Response response = call.execute()) {
      return new Delivery.Replied(reply(call, response, timeout, secrets));
    } catch (Exception e) {
      keepInterrupt(e);
      boolean again = Breakage.isOfConnection(e) && !isStopping();
      return new Delivery.Broken(failure(e, timeout, secrets), mark.isSent(), again);
    }
  }

  private Reply reply(Call call, Response response, Duration timeout, Collection<String> secrets) {
    int most = response.code() == 200 ? MOST_BYTES : MOST_ERROR_BYTES;
    BufferedSource source = response.body().source();
    Buffer held = source.getBuffer();
    boolean more = false;
    Optional<Failure> broken = Optional.empty();
    try {
      more = source.request(most + 1L);
    } catch (Exception e) {
      keepInterrupt(e);
      broken = Optional.of(failure(e, timeout, secrets));
    }
    if (more) {
      // Else closing would read on for a while, to save the connection.
      call.cancel();
    }
    int size = (int) Math.min(held.size(), most);
    return new Reply(response.code(), response.headers(), held.snapshot(size), more, broken);
  }

  private Failure failure(Exception e, Duration timeout, Collection<String> secrets) {
    if (Thread.currentThread().isInterrupted()) {
      return new Failure.Unreachable("interrupted");
    }
    if (closed.getCount() == 0) {
      return new Failure.Unreachable("the client was closed");
    }
    return Breakage.failure(e, timeout, CONNECT_TIMEOUT, secrets);
  }

  /** OkHttp's connecting lets an undeclared InterruptedException out: it is written in Kotlin. */
  private static void keepInterrupt(Exception e) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isStopping() {
    return closed.getCount() == 0 || Thread.currentThread().isInterrupted();
  }

  private boolean isClosedWithin(Duration wait) {
    try {
      return closed.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private Duration since(Instant begun) {
    Duration elapsed = Duration.between(begun, clock.instant());
    return elapsed.isNegative() ? Duration.ZERO : elapsed;
  }

  private static Duration bounded(Duration timeout) {
    return timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
  }
}
