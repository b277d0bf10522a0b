package io.icewatch.cli;

import ch.qos.logback.classic.Level;
import java.util.Locale;

/** From which level on events are logged. */
public enum LogLevel {
  DEBUG,
  INFO,
  WARN,
  ERROR;

  Level level() {
    return Level.toLevel(name());
  }

  /** The word on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
