package io.icewatch.web;

import io.icewatch.model.WebConfig;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The part of the settings that may change while requests come in: who may ask, how often, and with
 * which headers they are answered. Used on the event loop.
 */
final class Access {
  /** What pages and answers allow when they do not say more themselves. */
  private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

  private final WebConfig config;
  private final Optional<Passwords> passwords;
  private final Optional<TokenBucket> bucket;

  Access(WebConfig config, long now) {
    this.config = config;
    passwords =
        config.users().isEmpty() ? Optional.empty() : Optional.of(new Passwords(config.users()));
    bucket = config.rateLimit().map(limit -> new TokenBucket(limit, now));
  }

  /** What is kept when only other parts change: what is known of passwords, and the bucket. */
  Access changedTo(WebConfig next, long now) {
    return new Access(
        next,
        config.users().equals(next.users()) ? passwords : new Access(next, now).passwords,
        config.rateLimit().equals(next.rateLimit()) ? bucket : new Access(next, now).bucket);
  }

  private Access(WebConfig config, Optional<Passwords> passwords, Optional<TokenBucket> bucket) {
    this.config = config;
    this.passwords = passwords;
    this.bucket = bucket;
  }

  WebConfig config() {
    return config;
  }

  /** Of the users; empty when everybody may ask. */
  Optional<Passwords> passwords() {
    return passwords;
  }

  /** Seconds until the next request is welcome; 0 when this one is. */
  long rateLimited(long now) {
    long wait = bucket.map(tokens -> tokens.take(now)).orElse(0L);
    return wait == 0 ? 0 : Math.max(1, TimeUnit.NANOSECONDS.toSeconds(wait + 999_999_999));
  }

  /** Sets what every answer carries; a handler may set the first three otherwise. */
  void headers(RoutingContext context) {
    context
        .response()
        .putHeader("Content-Security-Policy", NOTHING)
        .putHeader("Referrer-Policy", "same-origin")
        .putHeader("X-Content-Type-Options", "nosniff");
    if (!config.headers().isEmpty()) {
      context.addHeadersEndHandler(end -> config.headers().forEach(context.response()::putHeader));
    }
  }
}
