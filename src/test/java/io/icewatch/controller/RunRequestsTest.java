package io.icewatch.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.CallOutcome;
import io.icewatch.model.ControllerLimits;
import io.icewatch.model.ControllerSettings;
import io.icewatch.model.Credentials;
import io.icewatch.model.Failure;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class RunRequestsTest {
  private static final Failure BROKEN = new Failure.Unreachable("the connection broke");

  @Test
  void eachAcceptanceIsAnOutcomeOfTheSameKind() {
    assertThat(RunRequests.outcome(new Acceptance.Accepted(200, "triggered")))
        .isEqualTo(new CallOutcome.Accepted("HTTP 200: triggered"));
    assertThat(RunRequests.outcome(new Acceptance.Rejected(new Failure.Denied(403, "HTTP 403"))))
        .isEqualTo(new CallOutcome.Rejected("denied: HTTP 403"));
    assertThat(RunRequests.outcome(new Acceptance.OutcomeUnknown(BROKEN)))
        .isEqualTo(new CallOutcome.Unknown("unreachable: the connection broke"));
  }

  @Test
  void aNameThatIsNotOneTableIsRejectedBeforeAnythingIsSent() {
    Credentials none = new Credentials.None();
    try (ControllerClient client = new ControllerClient(
        new ControllerSettings(
            "prod", URI.create("http://192.0.2.1:9"), none, none, ControllerLimits.defaults()),
        InstantSource.system())) {
      CallOutcome outcome = new RunRequests(client).start("a,b_OFFLINE", Duration.ofSeconds(1));
      assertThat(outcome).isInstanceOf(CallOutcome.Rejected.class);
      assertThat(outcome.detail()).startsWith("not sent: table: 'a,b_OFFLINE'");
    }
  }
}
