package io.icewatch.catalog;

import org.apache.iceberg.exceptions.NotFoundException;

/**
 * Ends a load as soon as it is known that nothing changed.
 *
 * <p>It is a NotFoundException because that is the one failure for which Iceberg does not read the
 * metadata again.
 */
final class Unchanged extends NotFoundException {
  private static final long serialVersionUID = 1;

  Unchanged(String marker) {
    super("unchanged: %s", marker);
  }
}
