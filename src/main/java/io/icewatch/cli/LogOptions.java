package io.icewatch.cli;

import ch.qos.logback.classic.LoggerContext;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** The options of every command that logs; logs go to standard error. */
public final class LogOptions {
  @Option(
      names = "--log.level",
      paramLabel = "LEVEL",
      defaultValue = "info",
      description = "Log from this level on: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private LogLevel level = LogLevel.INFO;

  @Option(
      names = "--log.format",
      paramLabel = "FORMAT",
      defaultValue = "logfmt",
      description = "How lines look: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private LogFormat format = LogFormat.LOGFMT;

  /** Sets logging up as asked; call it before anything is logged. */
  public void apply() {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (factory instanceof LoggerContext context) {
      Logging.configure(context, level, format, System.err);
    }
  }
}
