package io.icewatch.controller;

import io.icewatch.model.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of the generation of the API that a controller speaks, and where to look for it: a
 * pure decision from what the status endpoint answered in either.
 *
 * <p>The first generation comes first, and whichever answered last is kept until its route is gone
 * and the other's is there.
 *
 * @param known the generation that answered last
 * @param absent whether its route was gone when it was last asked; of the first while none is known
 * @param looks how often the other generation was tried since {@code since}
 * @param since when the present round of looks began
 */
record ApiSearch(Optional<Api> known, boolean absent, int looks, Optional<Instant> since) {
  /** The most looks at the other generation in one round, whatever number of tables give cause. */
  static final int LOOKS = 20;

  /** How long one round of looks lasts. */
  static final Duration ROUND = Duration.ofMinutes(1);

  /** What a reply to a question for a status says of the generation in which it was asked. */
  enum Sign {
    /** The controller has this route. */
    ROUTE,
    /** The controller says that it has no such route. */
    NO_ROUTE,
    /** Nothing: nobody, a gateway, a refusal, an error. */
    NOTHING
  }

  /** Before the first question. */
  static ApiSearch begun() {
    return new ApiSearch(Optional.empty(), false, 0, Optional.empty());
  }

  /** The generation in which to ask. */
  Api asks() {
    return known.orElse(Api.ICEBERG);
  }

  /** The generation that is spoken beyond doubt; a run may be asked for in no other. */
  Optional<Api> certain() {
    return absent ? Optional.empty() : known;
  }

  /** After one more reply to a question for a status. */
  ApiSearch heard(Api asked, Sign sign) {
    return switch (sign) {
      case ROUTE -> answered(asked);
      case NO_ROUTE -> asked == asks() ? new ApiSearch(known, true, looks, since) : this;
      case NOTHING -> this;
    };
  }

  private ApiSearch answered(Api asked) {
    boolean news = known.isEmpty() || absent || asked == asks();
    return news ? new ApiSearch(Optional.of(asked), false, looks, since) : this;
  }

  /** Whether what was refused in a generation is to be asked in the other now. */
  boolean looksBeyond(Api refused, Instant now) {
    boolean settledMeanwhile = certain().filter(spoken -> spoken != refused).isPresent();
    return settledMeanwhile || (refused == asks() && absent && (looks < LOOKS || over(now)));
  }

  /** After deciding to look at the other generation. */
  ApiSearch looking(Instant now) {
    return over(now)
        ? new ApiSearch(known, absent, 1, Optional.of(now))
        : new ApiSearch(known, absent, looks + 1, since);
  }

  /** Whether another round begins; a clock that was set back begins one too. */
  private boolean over(Instant now) {
    return since.isEmpty()
        || now.isBefore(since.get())
        || !now.isBefore(since.get().plus(ROUND));
  }
}
