package io.icewatch.tls;

import io.icewatch.model.TlsFiles;
import io.icewatch.model.TlsIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * What a client presents and whom it trusts, as it was in the files.
 *
 * @param files the bytes of each file, to see whether any has changed
 */
public record ClientTls(
    List<byte[]> files, Optional<SSLContext> context, Optional<X509TrustManager> trust) {
  private static final byte[] NONE = new byte[0];

  /** What the JVM does by itself. */
  public static ClientTls unread() {
    return new ClientTls(List.of(), Optional.empty(), Optional.empty());
  }

  /**
   * What the files hold now; empty when that is what they held last, or no file is named.
   *
   * @throws IOException when a file cannot be read; says which
   * @throws GeneralSecurityException when it holds something else; says which and what
   */
  public static Optional<ClientTls> read(TlsFiles from, ClientTls last)
      throws IOException, GeneralSecurityException {
    if (from.equals(TlsFiles.none())) {
      return Optional.empty();
    }
    byte[] ca = from.ca().isPresent() ? bytes("tls.caFile", from.ca().get()) : NONE;
    byte[] own = NONE;
    byte[] key = NONE;
    if (from.identity().isPresent()) {
      own = bytes("tls.certFile", from.identity().get().certificates());
      key = bytes("tls.keyFile", from.identity().get().key());
    }
    List<byte[]> files = List.of(ca, own, key);
    if (last.holds(files)) {
      return Optional.empty();
    }
    X509TrustManager trust = from.ca().isPresent() ? trusting(ca) : KeyStores.trustingAsTheJvm();
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        from.identity().isPresent() ? KeyStores.presenting(identity(own, key)) : null,
        new TrustManager[] {trust},
        null);
    return Optional.of(new ClientTls(files, Optional.of(context), Optional.of(trust)));
  }

  private boolean holds(List<byte[]> now) {
    return files.size() == now.size()
        && Arrays.equals(files.get(0), now.get(0))
        && Arrays.equals(files.get(1), now.get(1))
        && Arrays.equals(files.get(2), now.get(2));
  }

  private static X509TrustManager trusting(byte[] pem) throws GeneralSecurityException {
    try {
      return KeyStores.trusting(Pem.certificates(pem));
    } catch (GeneralSecurityException e) {
      throw named("tls.caFile", e);
    }
  }

  private static TlsIdentity identity(byte[] certificates, byte[] key)
      throws GeneralSecurityException {
    String name = "tls.certFile";
    try {
      var chain = Pem.certificates(certificates);
      name = "tls.keyFile";
      return Pem.identity(chain, Pem.key(key));
    } catch (GeneralSecurityException e) {
      throw named(name, e);
    }
  }

  private static GeneralSecurityException named(String key, GeneralSecurityException e) {
    return new GeneralSecurityException(key + ": " + e.getMessage(), e);
  }

  private static byte[] bytes(String key, Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IOException(
          key + ": " + file + " cannot be read (expected: a readable PEM file)", e);
    }
  }
}
