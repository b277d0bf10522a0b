package io.icewatch.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** A certificate authority of a test, and PEM files of what it issues. */
public final class Authority {
  // The same name for all: a client would not present another's certificate where it is told whose
  // are wanted.
  private final HeldCertificate own = new HeldCertificate.Builder()
      .certificateAuthority(0)
      .commonName("Test authority")
      .build();

  /** A certificate for these names or addresses. */
  public HeldCertificate issue(String commonName, String... names) {
    return issue(commonName, new HeldCertificate.Builder(), names);
  }

  /** The same with a validity of that length, from now on. */
  public HeldCertificate issueFor(long days, String commonName, String... names) {
    return issue(commonName, new HeldCertificate.Builder().duration(days, TimeUnit.DAYS), names);
  }

  /** The same with an RSA key. */
  public HeldCertificate issueRsa(String commonName, String... names) {
    return issue(commonName, new HeldCertificate.Builder().rsa2048(), names);
  }

  private HeldCertificate issue(
      String commonName, HeldCertificate.Builder builder, String... names) {
    builder.signedBy(own).commonName(commonName);
    for (String name : names) {
      builder.addSubjectAlternativeName(name);
    }
    return builder.build();
  }

  /** The authority's own certificate. */
  public HeldCertificate certificate() {
    return own;
  }

  /** Writes the authority's certificate. */
  public Path write(Path file) throws IOException {
    return Files.writeString(file, own.certificatePem());
  }

  /** Writes a certificate and its key to {@code NAME.pem} and {@code NAME.key}. */
  public static void write(Path directory, String name, HeldCertificate held) throws IOException {
    Files.writeString(directory.resolve(name + ".pem"), held.certificatePem());
    Files.writeString(directory.resolve(name + ".key"), held.privateKeyPkcs8Pem());
  }

  /** A client that trusts this authority and presents certificates. */
  public SSLContext client(HeldCertificate... presented) {
    return context(presented).sslContext();
  }

  private HandshakeCertificates context(HeldCertificate... presented) {
    HandshakeCertificates.Builder builder =
        new HandshakeCertificates.Builder().addTrustedCertificate(own.certificate());
    if (presented.length > 0) {
      builder.heldCertificate(presented[0]);
    }
    return builder.build();
  }
}
