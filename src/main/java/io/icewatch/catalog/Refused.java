package io.icewatch.catalog;

import io.icewatch.model.CatalogAnswer;

/** Carries an outcome through Iceberg's code, which knows only exceptions. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient CatalogAnswer answer;

  Refused(CatalogAnswer answer) {
    super(answer.message(), null, false, false);
    this.answer = answer;
  }

  CatalogAnswer answer() {
    return answer;
  }
}
