package io.icewatch.catalog;

import org.apache.iceberg.exceptions.NotFoundException;

/**
 * Metadata that cannot be read, for the reason that is its cause.
 *
 * <p>Iceberg tries to read metadata 20 times, for minutes, unless they are not found; so they are
 * said not to be.
 */
final class Unreadable extends NotFoundException {
  private static final long serialVersionUID = 1;

  Unreadable(String location, Throwable cause) {
    super(cause, "%s: %s", location, Outcomes.words(cause));
  }
}
