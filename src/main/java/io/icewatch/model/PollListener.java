package io.icewatch.model;

import java.time.Duration;

/** Is told what polling does, on the polling threads: it must return at once. */
public interface PollListener {
  /** A question ended. */
  void answered(String controller, Endpoint endpoint, Answer<?> answer, Duration took);

  /** A table's turn came while its last one was still going on. */
  void skipped(TableId table);

  /** A question to a catalog ended. */
  default void catalogAnswered(String catalog, CatalogAnswer answer, Duration took) {}

  /** A controller is polled no more; nothing more is told of it unless it comes back. */
  default void controllerLeft(String controller) {}

  /** A catalog is asked no more; nothing more is told of it unless it comes back. */
  default void catalogLeft(String catalog) {}

  /** Nobody who listens. */
  static PollListener none() {
    return new PollListener() {
      @Override
      public void answered(String controller, Endpoint endpoint, Answer<?> answer, Duration took) {}

      @Override
      public void skipped(TableId table) {}
    };
  }
}
