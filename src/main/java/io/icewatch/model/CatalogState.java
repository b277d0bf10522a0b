package io.icewatch.model;

/**
 * One catalog as views see it.
 *
 * @param name its name in the configuration
 * @param asked whether any question to it has ended, whatever came of it
 * @param breaker whether questions go out to it
 */
public record CatalogState(String name, boolean asked, BreakerState breaker) {
  public CatalogState {
    Checks.text("name", name);
  }

  /** A catalog before the first question. */
  public static CatalogState initial(String name) {
    return new CatalogState(name, false, BreakerState.CLOSED);
  }
}
