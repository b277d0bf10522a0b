package io.icewatch.web;

import io.icewatch.model.WebConfig;

/** Lets so many pass, and one more in each interval; for one thread. Times are of one nano clock. */
final class TokenBucket {
  private final long interval;
  private final long most;

  /** Nanoseconds of credit: a token is an interval's. */
  private long credit;

  private long since;

  /** Full at first. */
  TokenBucket(WebConfig.RateLimit limit, long now) {
    interval = limit.interval().toNanos();
    long room = Long.MAX_VALUE / 2 / interval;
    most = interval * Math.min(limit.burst(), Math.max(1, room));
    credit = most;
    since = now;
  }

  /** Takes a token, or says how many nanoseconds are left until there is one; 0 when taken. */
  long take(long now) {
    long passed = Math.max(0, now - since);
    credit = passed >= most - credit ? most : credit + passed;
    since = now;
    if (credit < interval) {
      return interval - credit;
    }
    credit -= interval;
    return 0;
  }
}
