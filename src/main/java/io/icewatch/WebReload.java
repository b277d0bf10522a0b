package io.icewatch;

import io.icewatch.config.WebAccess;
import io.icewatch.config.WebFile;
import io.icewatch.config.WebLoading;
import io.icewatch.model.WebConfig;
import io.icewatch.model.WebFileStanding;
import io.icewatch.web.WebServer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the web config file in force again when it, a certificate or a key has changed, by what they
 * hold. What cannot be used leaves the last good one in force and is logged once.
 */
final class WebReload implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebReload.class);
  private static final long PAUSE = TimeUnit.SECONDS.toNanos(5);

  private final WebServer web;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition prompted = lock.newCondition();
  private boolean closing;
  private boolean asked;

  private volatile Optional<WebFileStanding> standing = Optional.empty();

  private WebReload(WebServer web, InstantSource clock) {
    this.web = web;
    this.clock = clock;
  }

  /** Looks from now on, unless there is no file. */
  static WebReload start(WebAccess access, WebServer web, InstantSource clock) {
    WebReload reload = new WebReload(web, clock);
    access.file().ifPresent(reload::begin);
    return reload;
  }

  private void begin(Path file) {
    put(true);
    Thread thread = new Thread(() -> look(file), "web-config");
    thread.setDaemon(true);
    thread.start();
  }

  /** How the file stands; empty without one. */
  Optional<WebFileStanding> standing() {
    return standing;
  }

  /** Looks at once; does not wait. */
  void prompt() {
    lock.lock();
    try {
      asked = true;
      prompted.signal();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      prompted.signal();
    } finally {
      lock.unlock();
    }
  }

  private void look(Path file) {
    // What is in force was read a moment ago; what changed since is seen here.
    WebLoading loading = WebFile.read(file);
    loading = applied(file, loading);
    while (paused()) {
      if (loading.files().changed()) {
        loading = applied(file, WebFile.read(file));
      }
    }
  }

  private WebLoading applied(Path file, WebLoading loading) {
    List<String> wrong = loading.problems().stream().map(Object::toString).toList();
    if (wrong.isEmpty()) {
      WebConfig next = loading.config().orElseGet(WebConfig::open);
      if (next.equals(web.config())) {
        put(true);
        return loading;
      }
      Optional<String> refusal = web.apply(next);
      if (refusal.isEmpty()) {
        put(true);
        LOG.info("{}: in force", file);
        return loading;
      }
      wrong = List.of(refusal.get());
    }
    put(false);
    LOG.error(
        "{}: cannot be used, and what it said before stays in force: {}",
        file,
        String.join("; ", wrong));
    return loading;
  }

  private void put(boolean successful) {
    Instant now = clock.instant();
    Optional<Instant> expiry = web.config()
        .tls()
        .map(tls -> tls.identity().chain().get(0).getNotAfter().toInstant());
    Instant since = successful ? now : standing.map(WebFileStanding::since).orElse(now);
    standing = Optional.of(new WebFileStanding(successful, since, expiry));
  }

  /** False at the end. */
  private boolean paused() {
    lock.lock();
    try {
      long nanos = PAUSE;
      while (!closing && !asked && nanos > 0) {
        nanos = prompted.awaitNanos(nanos);
      }
      asked = false;
      return !closing;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }
}
