package io.icewatch.catalog;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One load of a table, and what version of it is known already.
 *
 * <p>Iceberg's catalogs have no parameter for that, so it travels with the thread: the REST client
 * makes an If-None-Match of it, and the FileIO recognises the metadata file that was read before.
 * Either throws {@link Unchanged}.
 */
final class Question {
  private static final ThreadLocal<@Nullable Question> CURRENT = new ThreadLocal<>();

  private final Optional<String> known;
  private Optional<String> found = Optional.empty();

  /**
   * Prepares a question.
   *
   * @param known the ETag or metadata location of the version that is known
   */
  Question(Optional<String> known) {
    this.known = known;
  }

  /** Runs {@code call} as this question, on this thread. */
  <T> T ask(Supplier<T> call) {
    CURRENT.set(this);
    try {
      return call.get();
    } finally {
      CURRENT.remove();
    }
  }

  static Optional<Question> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  Optional<String> known() {
    return known;
  }

  /** Notes the version that the answer came with. */
  void found(String marker) {
    found = Optional.of(marker);
  }

  Optional<String> found() {
    return found;
  }
}
