package io.icewatch.model;

import java.net.URI;
import java.util.Optional;

/**
 * How to reach one controller.
 *
 * @param name its name in labels and messages
 * @param url http or https, with the path prefix if there is one, with or without a trailing slash
 * @param auth for reading
 * @param triggerAuth for starting runs, which needs more permission
 * @param limits how much it is asked at most
 * @param tls what is used instead of the JVM's own certificates; for https
 * @param database the logical database that its tables are in; empty: none is named
 * @param api the generation of its API; empty when it is to be found out
 */
public record ControllerSettings(
    String name,
    URI url,
    Credentials auth,
    Credentials triggerAuth,
    ControllerLimits limits,
    TlsFiles tls,
    Optional<Database> database,
    Optional<Api> api) {
  public ControllerSettings {
    Checks.text("name", name);
  }

  /** Of the first generation. */
  public ControllerSettings(
      String name,
      URI url,
      Credentials auth,
      Credentials triggerAuth,
      ControllerLimits limits,
      TlsFiles tls,
      Optional<Database> database) {
    this(name, url, auth, triggerAuth, limits, tls, database, Optional.of(Api.ICEBERG));
  }

  /** Of which no database is named. */
  public ControllerSettings(
      String name,
      URI url,
      Credentials auth,
      Credentials triggerAuth,
      ControllerLimits limits,
      TlsFiles tls) {
    this(name, url, auth, triggerAuth, limits, tls, Optional.empty());
  }

  /** With the JVM's trust and no client certificate. */
  public ControllerSettings(
      String name, URI url, Credentials auth, Credentials triggerAuth, ControllerLimits limits) {
    this(name, url, auth, triggerAuth, limits, TlsFiles.none());
  }

  /** The same controller with that generation, or with none given. */
  public ControllerSettings speaking(Optional<Api> other) {
    return new ControllerSettings(name, url, auth, triggerAuth, limits, tls, database, other);
  }
}
