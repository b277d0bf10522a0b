package io.icewatch.web;

import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets pass who presents a user's password by Basic authentication (RFC 7617). Runs on the event
 * loop; what is not known yet is checked by one worker, and only so many wait for it.
 */
final class Guard {
  /** Checks under way or waiting; the next one is told to come again. */
  static final int MAX_WAITING = 8;

  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
  private static final String SCHEME = "Basic ";
  private static final String USER = "icewatch.user";

  private final Passwords passwords;
  private final WorkerExecutor worker;
  private int waiting;

  Guard(Passwords passwords, WorkerExecutor worker) {
    this.passwords = passwords;
    this.worker = worker;
  }

  /** The user whose request it is; only behind a guard. */
  static String user(RoutingContext context) {
    return context.get(USER);
  }

  void handle(RoutingContext context) {
    Optional<Passwords.Credentials> given = credentials(context.request());
    if (given.isEmpty()) {
      refuse(context);
    } else if (passwords.known(given.get())) {
      pass(context, given.get());
    } else if (waiting >= MAX_WAITING) {
      context.response().putHeader("Retry-After", "1");
      Problems.send(context, 503, "too many unknown credentials are being checked");
    } else {
      check(context, given.get());
    }
  }

  private void check(RoutingContext context, Passwords.Credentials given) {
    HttpServerRequest request = context.request();
    waiting++;
    request.pause();
    worker.executeBlocking(() -> passwords.check(given)).onComplete(checked -> {
      waiting--;
      request.resume();
      if (checked.failed()) {
        LOG.error("credentials could not be checked", checked.cause());
        Problems.send(context, 500, "the credentials could not be checked: see the log");
      } else if (checked.result()) {
        pass(context, given);
      } else {
        LOG.info("{} {}: wrong credentials", request.method(), request.path());
        refuse(context);
      }
    });
  }

  private static void pass(RoutingContext context, Passwords.Credentials given) {
    context.put(USER, given.user());
    context.next();
  }

  private static void refuse(RoutingContext context) {
    context.response().putHeader("WWW-Authenticate", "Basic realm=\"icewatch\", charset=\"UTF-8\"");
    Problems.send(context, 401, "credentials are needed");
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
