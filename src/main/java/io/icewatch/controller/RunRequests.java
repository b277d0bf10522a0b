package io.icewatch.controller;

import io.icewatch.model.CallOutcome;
import io.icewatch.model.Failure;
import io.icewatch.model.RunStarter;
import java.time.Duration;

/** A controller's client as the auto-trigger knows it: one request a call, and what came of it. */
public final class RunRequests implements RunStarter {
  private final ControllerClient client;

  public RunRequests(ControllerClient client) {
    this.client = client;
  }

  @Override
  public CallOutcome start(String table, Duration timeout) {
    Acceptance acceptance;
    try {
      acceptance = client.trigger(table, timeout);
    } catch (IllegalArgumentException e) {
      return new CallOutcome.Rejected("not sent: " + e.getMessage());
    }
    return outcome(acceptance);
  }

  static CallOutcome outcome(Acceptance acceptance) {
    if (acceptance instanceof Acceptance.Accepted accepted) {
      return new CallOutcome.Accepted("HTTP " + accepted.status() + ": " + accepted.excerpt());
    }
    return acceptance instanceof Acceptance.Rejected rejected
        ? new CallOutcome.Rejected(words(rejected.failure()))
        : new CallOutcome.Unknown(words(((Acceptance.OutcomeUnknown) acceptance).failure()));
  }

  private static String words(Failure failure) {
    return failure.reason() + ": " + failure.message();
  }
}
