package io.icewatch.cli;

import io.icewatch.model.Credentials;
import io.icewatch.model.TlsFiles;
import io.icewatch.tls.ClientTls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that talks to a running daemon. */
public final class DaemonOptions {
  /** What the footer of such a command says of variables. */
  static final String ENVIRONMENT = "Environment:%n"
      + "  ICEWATCH_URL, ICEWATCH_USER, ICEWATCH_PASSWORD, ICEWATCH_CA_FILE, ICEWATCH_CERT_FILE,%n"
      + "  ICEWATCH_KEY_FILE stand in for the options that are not given.";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The daemon (default: $ICEWATCH_URL, else http://localhost:9912).")
  private @Nullable String url;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "A user of the daemon's web.configFile (default: $ICEWATCH_USER).")
  private @Nullable String user;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description =
          "A file with the user's password (default: $ICEWATCH_PASSWORD is the password).")
  private @Nullable Path passwordFile;

  @Option(
      names = "--ca-file",
      paramLabel = "FILE",
      description = "Certificates to trust, PEM (default: $ICEWATCH_CA_FILE, else the JVM's own).")
  private @Nullable Path caFile;

  @Option(
      names = "--cert-file",
      paramLabel = "FILE",
      description = "A client certificate, PEM (default: $ICEWATCH_CERT_FILE, else none).")
  private @Nullable Path certFile;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "Its private key, PEM (default: $ICEWATCH_KEY_FILE).")
  private @Nullable Path keyFile;

  /**
   * The daemon that is meant.
   *
   * @throws DaemonException when what was given cannot be used
   */
  DaemonClient daemon(Map<String, String> env) throws DaemonException {
    String base = Optional.ofNullable(url)
        .orElseGet(() -> env.getOrDefault("ICEWATCH_URL", "http://localhost:9912"));
    return new DaemonClient(
        address(base), new DaemonClient.Credentials(userName(env), password(env)), tls(env));
  }

  private Optional<SSLContext> tls(Map<String, String> env) throws DaemonException {
    Optional<Path> certificate = path(certFile, env, "ICEWATCH_CERT_FILE");
    Optional<Path> key = path(keyFile, env, "ICEWATCH_KEY_FILE");
    if (certificate.isPresent() != key.isPresent()) {
      throw new DaemonException(
          Icewatch.USAGE, "--cert-file: one of two (expected: together with --key-file)");
    }
    TlsFiles files = new TlsFiles(
        path(caFile, env, "ICEWATCH_CA_FILE"),
        certificate.map(own -> new TlsFiles.Identity(own, key.orElseThrow())));
    try {
      return ClientTls.read(files, ClientTls.unread()).flatMap(ClientTls::context);
    } catch (IOException | GeneralSecurityException e) {
      String why = String.valueOf(e.getMessage())
          .replace("tls.caFile", "--ca-file")
          .replace("tls.certFile", "--cert-file")
          .replace("tls.keyFile", "--key-file");
      throw new DaemonException(Icewatch.USAGE, why);
    }
  }

  private static Optional<Path> path(
      @Nullable Path option, Map<String, String> env, String variable) {
    return Optional.ofNullable(option)
        .or(() -> Optional.ofNullable(env.get(variable))
            .filter(value -> !value.isBlank())
            .map(Path::of));
  }

  private static URI address(String base) throws DaemonException {
    try {
      URI address = URI.create(base.endsWith("/") ? base.substring(0, base.length() - 1) : base);
      if (address.getHost() != null
          && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
          && address.getRawUserInfo() == null
          && address.getRawQuery() == null) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // Said below, like other addresses that are none.
    }
    throw new DaemonException(
        Icewatch.USAGE,
        "--url: not an address (expected: http:// or https://, a host, no user and no query)");
  }

  private String userName(Map<String, String> env) throws DaemonException {
    String name = Optional.ofNullable(user).orElseGet(() -> env.getOrDefault("ICEWATCH_USER", ""));
    if (name.isBlank() || name.contains(":")) {
      throw new DaemonException(
          Icewatch.USAGE,
          "--user: '" + name + "' (expected: a user of the daemon's web.configFile, or"
              + " ICEWATCH_USER in the environment)");
    }
    return name;
  }

  private String password(Map<String, String> env) throws DaemonException {
    if (passwordFile == null) {
      String password = env.getOrDefault("ICEWATCH_PASSWORD", "");
      if (password.isEmpty()) {
        throw new DaemonException(
            Icewatch.USAGE,
            "--password-file: missing (expected: a file with the password, or ICEWATCH_PASSWORD in"
                + " the environment)");
      }
      return password;
    }
    String password;
    try {
      password = Credentials.BasicFile.password(Files.readString(passwordFile));
    } catch (IOException e) {
      throw new DaemonException(
          Icewatch.USAGE,
          "--password-file: " + passwordFile + " (expected: a file that can be read): " + e);
    }
    if (password.isEmpty()) {
      throw new DaemonException(
          Icewatch.USAGE,
          "--password-file: " + passwordFile + " is empty (expected: a file with the password)");
    }
    return password;
  }
}
