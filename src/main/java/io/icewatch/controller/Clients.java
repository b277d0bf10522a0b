package io.icewatch.controller;

import io.icewatch.model.TlsFiles;
import io.icewatch.tls.ClientTls;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP clients of one controller, with the certificates that are in force. Their files are looked
 * at again at most once a second; a change reaches new connections and breaks none that is in use,
 * and broken files leave the last good ones in force. May be used from any thread.
 */
final class Clients {
  private static final Logger LOG = LoggerFactory.getLogger(Clients.class);
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final TlsFiles files;
  private final InstantSource clock;
  private final ReentrantLock looking = new ReentrantLock();
  private volatile Pair pair;
  private volatile Instant looked = Instant.MIN;
  private ClientTls tls = ClientTls.unread();
  private Optional<String> told = Optional.empty();

  /**
   * @param triggers connects anew for each call: a kept connection that the other side just closed
   *     would leave it unknown whether the run was started
   */
  private record Pair(OkHttpClient reads, OkHttpClient triggers, Optional<String> trouble) {
    static Pair of(OkHttpClient reads) {
      ConnectionPool none = new ConnectionPool(0, 1, TimeUnit.SECONDS);
      return new Pair(reads, reads.newBuilder().connectionPool(none).build(), Optional.empty());
    }
  }

  /** Reads no file yet. */
  Clients(OkHttpClient reads, TlsFiles files, InstantSource clock) {
    this.pair = Pair.of(reads);
    this.files = files;
    this.clock = clock;
  }

  /** Why nothing can be asked: the certificates were never usable. */
  Optional<String> trouble() {
    Instant now = clock.instant();
    boolean due = now.isBefore(looked) || !now.isBefore(looked.plus(FRESH));
    if (!files.equals(TlsFiles.none()) && (looked.equals(Instant.MIN) || due)) {
      look(now);
    }
    return pair.trouble();
  }

  OkHttpClient reads() {
    return pair.reads();
  }

  OkHttpClient triggers() {
    return pair.triggers();
  }

  /** The first look is waited for; a later one is somebody's, and the others go on meanwhile. */
  private void look(Instant now) {
    if (looked.equals(Instant.MIN)) {
      looking.lock();
    } else if (!looking.tryLock()) {
      return;
    }
    try {
      ClientTls.read(files, tls).ifPresent(this::apply);
      told = Optional.empty();
      pair = new Pair(pair.reads(), pair.triggers(), Optional.empty());
    } catch (IOException | GeneralSecurityException e) {
      broken(String.valueOf(e.getMessage()));
    } finally {
      looked = now;
      looking.unlock();
    }
  }

  private void apply(ClientTls changed) {
    OkHttpClient before = pair.reads();
    tls = changed;
    pair = Pair.of(before
        .newBuilder()
        .sslSocketFactory(
            changed.context().orElseThrow().getSocketFactory(), changed.trust().orElseThrow())
        .build());
    before.connectionPool().evictAll();
  }

  private void broken(String why) {
    if (tls.context().isEmpty()) {
      pair = new Pair(pair.reads(), pair.triggers(), Optional.of(why));
    } else if (!told.equals(Optional.of(why))) {
      LOG.warn("{}; the last certificates that were usable stay in force", why);
      told = Optional.of(why);
    }
  }
}
