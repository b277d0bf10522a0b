package io.icewatch.model;

import java.net.URI;
import java.time.Duration;

/** Somebody who is told of alerts by HTTP. */
public sealed interface AlertReceiver {
  /** What it is called in labels, messages and the store; each name once. */
  String name();

  /** How it is reached. */
  Connection connection();

  /**
   * How a receiver is reached.
   *
   * @param timeout for one request, from the connection to the end of the answer
   */
  record Connection(URI url, Credentials auth, TlsFiles tls, Duration timeout) {
    public Connection {
      Checks.atLeast("timeout", timeout, Duration.ofMillis(1));
    }
  }

  /**
   * An Alertmanager, over version 2 of its API.
   *
   * @param connection the URL with the path prefix if there is one, without {@code /api/v2/alerts}
   */
  record Alertmanager(Connection connection) implements AlertReceiver {
    @Override
    public String name() {
      return connection.url().toString();
    }
  }

  /**
   * A receiver that takes what Alertmanager's webhooks send, version 4, for those without one.
   *
   * @param name in the configuration
   * @param connection the whole URL
   * @param repeat how often it is told again of what goes on firing
   */
  record Webhook(String name, Connection connection, Duration repeat) implements AlertReceiver {
    public Webhook {
      Checks.text("name", name);
      Checks.atLeast("repeat", repeat, Duration.ofMinutes(1));
    }
  }
}
