package io.icewatch.tls;

import io.icewatch.model.TlsIdentity;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads certificates and private keys in PEM (RFC 7468). Messages say what was wrong and never show
 * what the text holds.
 */
public final class Pem {
  /** With a dash here and there: OpenSSL's older encrypted keys have headers. */
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]++(?:-[^-]++)*+)-----END \\1-----");

  private Pem() {}

  /**
   * Every certificate of a text, in its order.
   *
   * @throws GeneralSecurityException when there is none, or one of them is broken
   */
  public static List<X509Certificate> certificates(byte[] pem) throws GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> certificates = new ArrayList<>();
    Matcher block = BLOCK.matcher(new String(pem, StandardCharsets.ISO_8859_1));
    while (block.find()) {
      if (block.group(1).equals("CERTIFICATE")) {
        certificates.add(certificate(factory, decoded(block.group(2), "certificate")));
      }
    }
    if (certificates.isEmpty()) {
      throw new CertificateException("no CERTIFICATE in it (expected: certificates in PEM)");
    }
    return certificates;
  }

  private static X509Certificate certificate(CertificateFactory factory, byte[] der)
      throws CertificateException {
    try {
      Certificate certificate = factory.generateCertificate(new ByteArrayInputStream(der));
      return (X509Certificate) certificate;
    } catch (CertificateException e) {
      throw new CertificateException("a broken certificate (expected: X.509 in PEM)", e);
    }
  }

  /**
   * The private key of a text: PKCS #8, PKCS #1 (RSA) or SEC 1 (EC), not encrypted.
   *
   * @throws GeneralSecurityException when there is none, or it is of another kind
   */
  public static PrivateKey key(byte[] pem) throws GeneralSecurityException {
    Matcher block = BLOCK.matcher(new String(pem, StandardCharsets.ISO_8859_1));
    boolean encrypted = false;
    while (block.find()) {
      String kind = block.group(1);
      String body = block.group(2);
      encrypted |= kind.startsWith("ENCRYPTED") || body.contains("ENCRYPTED");
      if (encrypted || !kind.endsWith("PRIVATE KEY")) {
        continue;
      }
      byte[] der = decoded(body, "private key");
      return switch (kind) {
        case "PRIVATE KEY" -> KeyDer.pkcs8(der);
        case "RSA PRIVATE KEY" -> KeyDer.pkcs8(KeyDer.ofRsa(der));
        case "EC PRIVATE KEY" -> KeyDer.pkcs8(KeyDer.ofEc(der));
        default ->
          throw new GeneralSecurityException(
              "a " + kind + " (expected: PRIVATE KEY, RSA PRIVATE KEY or EC PRIVATE KEY)");
      };
    }
    throw new GeneralSecurityException(
        encrypted
            ? "an encrypted key (expected: a key that is not encrypted)"
            : "no PRIVATE KEY in it (expected: a key that is not encrypted, in PEM)");
  }

  /**
   * A chain with the key of its first certificate.
   *
   * @throws GeneralSecurityException when they do not belong together
   */
  public static TlsIdentity identity(List<X509Certificate> chain, PrivateKey key)
      throws GeneralSecurityException {
    if (!belongs(chain.get(0), key)) {
      throw new GeneralSecurityException(
          "another certificate's key (expected: the key of the first certificate)");
    }
    return new TlsIdentity(chain, key);
  }

  private static boolean belongs(X509Certificate certificate, PrivateKey key)
      throws GeneralSecurityException {
    String algorithm = certificate.getPublicKey().getAlgorithm();
    if (!key.getAlgorithm().equals(algorithm)) {
      return false;
    }
    Signature signature = Signature.getInstance(
        switch (algorithm) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> algorithm;
        });
    byte[] something = {1, 2, 3};
    signature.initSign(key);
    signature.update(something);
    byte[] signed = signature.sign();
    signature.initVerify(certificate.getPublicKey());
    signature.update(something);
    return signature.verify(signed);
  }

  private static byte[] decoded(String body, String what) throws GeneralSecurityException {
    try {
      return Base64.getDecoder().decode(body.replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("a broken " + what + " (expected: base64)", e);
    }
  }
}
