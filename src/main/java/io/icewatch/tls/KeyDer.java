package io.icewatch.tls;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;

/**
 * Private keys in DER. The JDK reads PKCS #8 alone; the older forms of OpenSSL are wrapped into it.
 *
 * <p>Source: RFC 5208 (PKCS #8), RFC 8017 appendix A (RSA), RFC 5915 (EC).
 */
final class KeyDer {
  private static final byte[] VERSION = {2, 1, 0};
  private static final byte[] NULL = {5, 0};

  /** 1.2.840.113549.1.1.1. */
  private static final byte[] RSA = {
    6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1
  };

  /** 1.2.840.10045.2.1. */
  private static final byte[] EC = {6, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};

  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 4;
  private static final int OID = 6;
  private static final int PARAMETERS = 0xa0;

  private KeyDer() {}

  static PrivateKey pkcs8(byte[] der) throws GeneralSecurityException {
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(der);
    InvalidKeySpecException refusal =
        new InvalidKeySpecException("a key of an unknown kind (expected: RSA, EC or EdDSA)");
    for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException e) {
        refusal.addSuppressed(e);
      }
    }
    throw refusal;
  }

  static byte[] ofRsa(byte[] pkcs1) {
    return wrapped(tagged(SEQUENCE, RSA, NULL), pkcs1);
  }

  static byte[] ofEc(byte[] sec1) throws GeneralSecurityException {
    return wrapped(tagged(SEQUENCE, EC, curve(sec1)), sec1);
  }

  private static byte[] wrapped(byte[] algorithm, byte[] key) {
    return tagged(SEQUENCE, VERSION, algorithm, tagged(OCTETS, key));
  }

  /** The curve's object identifier, tag and all, which OpenSSL always writes. */
  private static byte[] curve(byte[] sec1) throws GeneralSecurityException {
    int at = content(sec1, 0);
    while (at < sec1.length) {
      int inside = content(sec1, at);
      if ((sec1[at] & 0xff) == PARAMETERS && sec1[inside] == OID) {
        return Arrays.copyOfRange(sec1, inside, end(sec1, inside));
      }
      at = end(sec1, at);
    }
    throw new GeneralSecurityException("an EC key without its curve (expected: a named curve)");
  }

  /** Where the content of the element at an index begins. */
  private static int content(byte[] der, int at) throws GeneralSecurityException {
    if (at + 1 >= der.length) {
      throw broken();
    }
    int length = der[at + 1] & 0xff;
    int begin = at + 2 + (length < 0x80 ? 0 : length & 0x7f);
    if (begin >= der.length) {
      throw broken();
    }
    return begin;
  }

  private static int end(byte[] der, int at) throws GeneralSecurityException {
    int begin = content(der, at);
    int length = der[at + 1] & 0xff;
    if (length >= 0x80) {
      length = 0;
      for (int i = at + 2; i < begin; i++) {
        length = (length << 8) | (der[i] & 0xff);
      }
    }
    int end = begin + length;
    if (length < 0 || end < begin || end > der.length) {
      throw broken();
    }
    return end;
  }

  private static GeneralSecurityException broken() {
    return new GeneralSecurityException("a broken key (expected: DER)");
  }

  private static byte[] tagged(int tag, byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    ByteArrayOutputStream out = new ByteArrayOutputStream(length + 6);
    out.write(tag);
    if (length < 0x80) {
      out.write(length);
    } else if (length < 0x100) {
      out.write(0x81);
      out.write(length);
    } else {
      out.write(0x82);
      out.write(length >> 8);
      out.write(length);
    }
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
