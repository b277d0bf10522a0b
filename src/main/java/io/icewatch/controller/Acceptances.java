package io.icewatch.controller;

import io.icewatch.model.Failure;
import java.time.Instant;
import okhttp3.HttpUrl;

/** Replies to a trigger to acceptances, a pure function. */
final class Acceptances {
  private static final int EXCERPT = 200;

  private Acceptances() {}

  /**
   * What the reply to a trigger means; the status is enough, a body that broke off changes nothing.
   *
   * @param dialect in which the run was asked for
   */
  static Acceptance of(HttpUrl url, Dialect dialect, Reply reply, Instant now) {
    if (reply.status() / 100 == 2) {
      String excerpt = Excerpt.of(reply.body(), EXCERPT);
      return new Acceptance.Accepted(
          reply.status(),
          dialect.objection(reply.body()).map(words -> words + ": " + excerpt).orElse(excerpt));
    }
    Failure failure = Refusal.ofTrigger(url, dialect.taskName(), reply, now);
    return gatewaySpeaks(reply)
        ? new Acceptance.OutcomeUnknown(failure)
        : new Acceptance.Rejected(failure);
  }

  /** Whether a 5xx comes from something between, which may have passed the request on before. */
  private static boolean gatewaySpeaks(Reply reply) {
    int status = reply.status();
    boolean controllerSpeaks = ErrorText.of(reply).kind() == ErrorText.Kind.ERROR_OBJECT;
    return status == 502 || status == 504 || (status / 100 == 5 && !controllerSpeaks);
  }
}
