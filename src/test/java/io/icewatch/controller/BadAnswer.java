package io.icewatch.controller;

import io.icewatch.controller.HostileServer.Behaviour;
import io.icewatch.model.Answer;
import io.icewatch.model.Api;
import java.time.Duration;
import java.util.function.BiFunction;

/**
 * One thing that can go wrong, and what must come of it.
 *
 * @param name what the server does
 * @param ask what is asked while it does
 * @param outcome the outcome's label that must come back
 * @param says what its message must contain
 * @param timeout what the call is given
 */
record BadAnswer(
    String name, Ask ask, Behaviour behaviour, String outcome, String says, Duration timeout) {
  static final String TABLE = "bad_OFFLINE";
  private static final Duration AMPLE = Duration.ofSeconds(30);

  /** What came back, as labels and words. */
  record Seen(String outcome, String message) {}

  /** The calls of the client. */
  enum Ask {
    STATUS((client, timeout) -> seen(client.status(TABLE, timeout))),
    CHECKPOINT((client, timeout) -> seen(client.checkpoint(TABLE, timeout))),
    FILES((client, timeout) -> seen(client.files(TABLE, timeout))),
    FILES_AT((client, timeout) -> seen(client.filesAt(TABLE, Long.MAX_VALUE, timeout))),
    CONFIG((client, timeout) -> seen(client.tableConfig(TABLE, timeout))),
    NAMES((client, timeout) -> seen(client.taskNames(timeout))),
    TABLES((client, timeout) -> seen(client.tables(timeout))),
    TRIGGER((client, timeout) -> seen(client.trigger(TABLE, timeout))),
    /** The rest in generation B. */
    B_STATUS(STATUS.call),
    B_CHECKPOINT(CHECKPOINT.call),
    B_CONFIG(CONFIG.call),
    B_NAMES(NAMES.call),
    B_TABLES(TABLES.call),
    B_TRIGGER(TRIGGER.call);

    private final BiFunction<ControllerClient, Duration, Seen> call;

    Ask(BiFunction<ControllerClient, Duration, Seen> call) {
      this.call = call;
    }

    Api api() {
      return compareTo(B_STATUS) < 0 ? Api.ICEBERG : Api.EXTERNAL_TABLE;
    }

    boolean triggers() {
      return this == TRIGGER || this == B_TRIGGER;
    }

    Seen of(ControllerClient client, Duration timeout) {
      return call.apply(client, timeout);
    }
  }

  /** The server does something of its own. */
  static BadAnswer does(Ask ask, String name, Behaviour behaviour, String outcome, String says) {
    return new BadAnswer(name, ask, behaviour, outcome, says, AMPLE);
  }

  /** The server answers 200 with this as its JSON. */
  static BadAnswer body(Ask ask, String name, String body, String outcome, String says) {
    return does(ask, name, talk -> talk.send(Bodies.json("200 OK", body)), outcome, says);
  }

  /** The server sends these bytes and then keeps the connection. */
  static BadAnswer raw(Ask ask, String name, String answer, String outcome, String says) {
    return does(ask, name, talk -> talk.send(answer), outcome, says);
  }

  BadAnswer within(Duration limit) {
    return new BadAnswer(name, ask, behaviour, outcome, says, limit);
  }

  private static Seen seen(Answer<?> answer) {
    if (answer instanceof Answer.Failed<?> failed) {
      return new Seen(answer.outcome(), failed.failure().message());
    }
    return new Seen(answer.outcome(), Excerpt.of(answer.toString(), 500));
  }

  private static Seen seen(Acceptance acceptance) {
    if (acceptance instanceof Acceptance.Accepted accepted) {
      return new Seen("accepted", accepted.status() + " " + accepted.excerpt());
    }
    if (acceptance instanceof Acceptance.Rejected rejected) {
      return new Seen(
          "rejected", rejected.failure().reason() + ": " + rejected.failure().message());
    }
    Acceptance.OutcomeUnknown unknown = (Acceptance.OutcomeUnknown) acceptance;
    return new Seen(
        "unknown", unknown.failure().reason() + ": " + unknown.failure().message());
  }
}
