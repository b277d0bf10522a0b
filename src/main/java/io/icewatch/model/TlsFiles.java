package io.icewatch.model;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a TLS connection is to use instead of the JVM's own: PEM files.
 *
 * @param ca the certificates to trust, alone
 * @param identity the client's certificate and key
 */
public record TlsFiles(Optional<Path> ca, Optional<Identity> identity) {
  /**
   * Who the client is.
   *
   * @param certificates its certificate, and those that lead to the authority's
   * @param key its private key, PKCS #8, not encrypted
   */
  public record Identity(Path certificates, Path key) {}

  /** The JVM's trust, no client certificate. */
  public static TlsFiles none() {
    return new TlsFiles(Optional.empty(), Optional.empty());
  }
}
