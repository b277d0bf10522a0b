package io.icewatch.web;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets pass who presents a user's password by Basic authentication (RFC 7617). Runs on the event
 * loop. What is not known is checked by one worker, which rests after a wrong password as long as it
 * took: floods of them cost half a core at most. What is known never waits.
 */
final class Guard {
  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
  private static final String SCHEME = "Basic ";
  private static final String USER = "icewatch.user";
  private static final long LOG_EACH = TimeUnit.SECONDS.toNanos(10);

  private final Supplier<Optional<Passwords>> users;
  private final Vertx vertx;
  private final WorkerExecutor worker;
  private final Refusals refusals;
  private final LongSupplier nanos;
  private final WaitingRoom<RoutingContext> waiting = new WaitingRoom<>();
  private boolean checking;
  private long wrong;
  private long logged;

  /**
   * @param users who may pass now; empty: everybody
   */
  Guard(
      Supplier<Optional<Passwords>> users,
      Vertx vertx,
      WorkerExecutor worker,
      Refusals refusals,
      LongSupplier nanos) {
    this.users = users;
    this.vertx = vertx;
    this.worker = worker;
    this.refusals = refusals;
    this.nanos = nanos;
    this.logged = nanos.getAsLong() - LOG_EACH;
  }

  /** The user who has shown a password for this request; empty where there are no users. */
  static Optional<String> user(RoutingContext context) {
    return Optional.ofNullable(context.get(USER));
  }

  /** Whether a browser says that a page of somebody else has sent this. */
  static boolean foreign(RoutingContext context) {
    String site = context.request().getHeader("Sec-Fetch-Site");
    return site != null && !Set.of("same-origin", "none").contains(site);
  }

  void handle(RoutingContext context) {
    Optional<Passwords> passwords = users.get();
    if (passwords.isEmpty()) {
      context.next();
      return;
    }
    Optional<Passwords.Credentials> given = credentials(context.request());
    if (given.isEmpty()) {
      refuse(context);
      return;
    }
    ByteBuffer digest = passwords.get().digest(given.get());
    if (passwords.get().known(given.get(), digest)) {
      pass(context, given.get());
    } else if (passwords.get().wrong(digest)) {
      refuse(context);
    } else {
      wait(context, passwords.get(), given.get(), digest);
    }
  }

  private void wait(
      RoutingContext context, Passwords passwords, Passwords.Credentials given, ByteBuffer digest) {
    context.request().pause();
    waiting
        .join(
            context.request().remoteAddress().hostAddress(),
            digest,
            given,
            passwords.turnedAway(digest),
            context)
        .ifPresent(gone -> {
          passwords.turnAway(gone.digest());
          gone.requests().forEach(this::turnAway);
        });
    checkNext();
  }

  private void turnAway(RoutingContext context) {
    refusals.count(Refusals.Reason.BUSY);
    context.request().resume();
    context.response().putHeader("Retry-After", "1");
    Problems.send(context, 503, "too many unknown credentials are being checked");
  }

  private void checkNext() {
    if (checking) {
      return;
    }
    Optional<WaitingRoom.Waiting<RoutingContext>> turn = waiting.next();
    while (turn.isPresent()
        && turn.get().requests().stream().allMatch(gone -> gone.response().closed())) {
      turn = waiting.next();
    }
    // The users may have changed while they waited, or gone: then everybody may pass.
    Optional<Passwords> passwords = users.get();
    while (turn.isPresent() && passwords.isEmpty()) {
      turn.get().requests().forEach(Guard::letIn);
      turn = waiting.next();
    }
    if (turn.isPresent() && passwords.isPresent()) {
      check(turn.get(), passwords.get());
    }
  }

  private static void letIn(RoutingContext context) {
    context.request().resume();
    context.next();
  }

  private void check(WaitingRoom.Waiting<RoutingContext> turn, Passwords passwords) {
    checking = true;
    long begun = nanos.getAsLong();
    worker.executeBlocking(() -> passwords.check(turn.credentials())).onComplete(checked -> {
      boolean right = checked.succeeded() && checked.result();
      if (checked.succeeded()) {
        passwords.settled(passwords.digest(turn.credentials()), right);
      } else {
        LOG.error("credentials could not be checked", checked.cause());
      }
      for (RoutingContext context : turn.requests()) {
        context.request().resume();
        if (right) {
          pass(context, turn.credentials());
        } else if (checked.succeeded()) {
          refuse(context);
        } else {
          Problems.send(context, 500, "the credentials could not be checked: see the log");
        }
      }
      long took = TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - begun);
      vertx.setTimer(right ? 1 : Math.max(1, took), rested -> {
        checking = false;
        checkNext();
      });
    });
  }

  private static void pass(RoutingContext context, Passwords.Credentials given) {
    context.put(USER, given.user());
    context.next();
  }

  private void refuse(RoutingContext context) {
    refusals.count(Refusals.Reason.CREDENTIALS);
    if (context.request().getHeader("Authorization") != null) {
      log(context.request());
    }
    context.response().putHeader("WWW-Authenticate", "Basic realm=\"icewatch\", charset=\"UTF-8\"");
    Problems.send(context, 401, "credentials are needed");
  }

  /** Now and then, however many there are. */
  private void log(HttpServerRequest request) {
    wrong++;
    long now = nanos.getAsLong();
    if (now - logged >= LOG_EACH) {
      LOG.info(
          "{} requests with wrong credentials, the last one from {}",
          wrong,
          request.remoteAddress().hostAddress());
      logged = now;
      wrong = 0;
    }
  }

  private static Optional<Passwords.Credentials> credentials(HttpServerRequest request) {
    List<String> headers = request.headers().getAll("Authorization");
    if (headers.size() != 1 || !headers.get(0).regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    try {
      byte[] bytes =
          Base64.getDecoder().decode(headers.get(0).substring(SCHEME.length()).strip());
      String pair =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      int colon = pair.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(
              new Passwords.Credentials(pair.substring(0, colon), pair.substring(colon + 1)));
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
