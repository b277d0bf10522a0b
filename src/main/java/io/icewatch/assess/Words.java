package io.icewatch.assess;

import io.icewatch.model.Counted;
import io.icewatch.model.DurationText;
import io.icewatch.model.Failure;
import io.icewatch.model.Reading;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** How verdicts say durations, counts, other people's messages and missing answers. */
final class Words {
  private static final int MESSAGE_KEPT = 200;

  private Words() {}

  static String orUnknown(OptionalLong number) {
    return number.isPresent() ? Long.toString(number.getAsLong()) : "an unknown number of";
  }

  static String files(long files) {
    return files == 1 ? "1 file" : files + " files";
  }

  /** {@code 1 file}, {@code 3 files}, {@code 3..8 files}. */
  static String counted(Counted number, String thing) {
    boolean one = number.equals(Counted.exactly(1));
    return number + " " + thing + (one ? "" : "s");
  }

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
