package io.icewatch.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.io.OutputStream;
import java.util.List;

/** Sets up logback in code: no file is looked for, and nothing is parsed at the start. */
final class Logging {
  /** Libraries that say at INFO what only their authors want to know. */
  private static final List<String> CHATTY = List.of(
      "io.netty",
      "io.vertx",
      "okhttp3",
      "org.apache.iceberg",
      "org.apache.zookeeper",
      "org.quartz");

  /**
   * Of the sandbox: a start without a limit of connections, a commit that is tried again after
   * another one came first. Of a JDBC catalog: the advice to alter its database.
   */
  private static final List<String> NEEDLESS_WARNINGS = List.of(
      "org.apache.zookeeper.server.ServerCnxnFactory",
      "org.apache.iceberg.util.Tasks",
      "org.apache.iceberg.jdbc.JdbcCatalog");

  private Logging() {}

  /**
   * Replaces whatever was set up before.
   *
   * @param out where lines go; it is not closed
   */
  static void configure(LoggerContext context, LogLevel level, LogFormat format, OutputStream out) {
    context.reset();
    Encoder<ILoggingEvent> encoder =
        format == LogFormat.JSON ? new JsonEncoder() : new LogfmtEncoder();
    encoder.setContext(context);
    encoder.start();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setName(format.toString());
    appender.setEncoder(encoder);
    appender.setOutputStream(new Unclosed(out));
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(level.level());
    root.addAppender(appender);
    Level third = level.level().isGreaterOrEqual(Level.WARN) ? level.level() : Level.WARN;
    CHATTY.forEach(name -> context.getLogger(name).setLevel(third));
    NEEDLESS_WARNINGS.forEach(name -> context.getLogger(name).setLevel(Level.ERROR));
  }
}
