package io.icewatch.poll;

import io.icewatch.model.Answer;
import io.icewatch.model.Controller;
import io.icewatch.model.Endpoint;
import java.time.Duration;
import java.util.function.Function;

/**
 * How one controller is asked at present: by which client, and past which gate. Both may be exchanged
 * while questions are under way, which then end as they began.
 */
final class Line {
  private record Ends(Controller client, Gate gate) {}

  private volatile Ends ends;

  Line(Controller client, Gate gate) {
    this.ends = new Ends(client, gate);
  }

  void exchange(Controller client, Gate gate) {
    ends = new Ends(client, gate);
  }

  Controller client() {
    return ends.client();
  }

  Gate gate() {
    return ends.gate();
  }

  /** Puts a question as {@link Gate#ask} does. */
  <T> Answer<T> ask(Endpoint endpoint, Duration patience, Function<Controller, Answer<T>> question)
      throws InterruptedException {
    Ends now = ends;
    return now.gate().ask(endpoint, patience, () -> question.apply(now.client()));
  }
}
