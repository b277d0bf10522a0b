package io.icewatch.config;

import io.icewatch.model.WebConfig;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the web server is reached, and where that is said.
 *
 * @param file the web config file, which is read again when it changes
 * @param config what it said when it was read
 */
public record WebAccess(Optional<Path> file, WebConfig config) {
  /** Plain HTTP for everybody, by no file. */
  public static WebAccess open() {
    return new WebAccess(Optional.empty(), WebConfig.open());
  }
}
