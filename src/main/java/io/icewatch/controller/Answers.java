package io.icewatch.controller;

import io.icewatch.model.Answer;
import io.icewatch.model.Failure;
import java.time.Instant;
import java.util.Optional;

/** Replies to answers, a pure function. */
final class Answers {
  private Answers() {}

  /**
   * What the reply to a question means.
   *
   * @param earlier the value that the request said it had, if it said so
   */
  static <T> Answer<T> of(Question<T> question, Reply reply, Optional<T> earlier, Instant now) {
    // Without the rest of their bodies these two cannot be told apart from their relatives.
    boolean bodyDecides = reply.status() == 200 || reply.status() == 404;
    if (reply.broken().isPresent() && bodyDecides) {
      return new Answer.Failed<>(reply.broken().get());
    }
    if (reply.status() == 200) {
      return read(question, reply);
    }
    if (reply.status() == 304 && earlier.isPresent()) {
      return new Answer.NotModified<>(earlier.get(), reply.serverTime());
    }
    return new Answer.Failed<>(Refusal.of(question, reply, now));
  }

  private static <T> Answer<T> read(Question<T> question, Reply reply) {
    try {
      if (reply.cut()) {
        throw new MalformedException(
            "body", "more than " + reply.body().size() + " bytes", "at most that");
      }
      T value = question.reader().read(reply.body());
      return new Answer.Observed<>(value, reply.serverTime());
    } catch (MalformedException e) {
      String message = e.getMessage() == null ? "body" : e.getMessage();
      return new Answer.Failed<>(new Failure.Malformed(message, question.firstBytes(reply)));
    }
  }
}
