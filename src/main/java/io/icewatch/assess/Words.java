package io.icewatch.assess;

import io.icewatch.model.DurationText;
import io.icewatch.model.Failure;
import io.icewatch.model.Reading;
import java.time.Instant;
import java.util.Optional;

/** How verdicts say other people's messages and missing answers. */
final class Words {
  private static final int MESSAGE_KEPT = 200;

  private Words() {}

  /** One line of at most 200 characters; never half of a surrogate pair. */
  static String shortened(String message) {
    String line = message.strip().replaceAll("\\s+", " ");
    if (line.length() <= MESSAGE_KEPT) {
      return line;
    }
    int end =
        Character.isHighSurrogate(line.charAt(MESSAGE_KEPT - 1)) ? MESSAGE_KEPT - 1 : MESSAGE_KEPT;
    return line.substring(0, end) + "...";
  }

  /** Why there is no fresh answer to a question. */
  static String unanswered(String question, Reading<?> reading, Instant now) {
    Optional<String> why = reading.failure().map(Failure::message).map(Words::shortened);
    if (reading.observedAt().isEmpty()) {
      return reading.askedAt().isEmpty()
          ? question + ": not asked yet"
          : question + ": never answered" + why.map(text -> ": " + text).orElse("");
    }
    return question
        + ": no answer for "
        + DurationText.of(Clocks.age(reading.observedAt().get(), now))
        + why.map(text -> ": " + text).orElse("");
  }
}
