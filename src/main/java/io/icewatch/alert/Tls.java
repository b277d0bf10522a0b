package io.icewatch.alert;

import io.icewatch.model.TlsFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The certificates and the key of one receiver, as they were in their files.
 *
 * @param files the bytes of each file, to see whether any has changed
 */
record Tls(List<byte[]> files, Optional<SSLContext> context, Optional<X509TrustManager> trust) {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");
  private static final char[] NO_PASSWORD = new char[0];

  static Tls unread() {
    return new Tls(List.of(), Optional.empty(), Optional.empty());
  }

  /**
   * What the files hold now; empty when that is what they held last.
   *
   * @throws IOException when a file cannot be read; says which
   * @throws GeneralSecurityException when it holds something else
   */
  static Optional<Tls> read(TlsFiles from, Tls last) throws IOException, GeneralSecurityException {
    if (from.equals(TlsFiles.none())) {
      return Optional.empty();
    }
    byte[] ca = from.ca().isPresent() ? bytes("tls.caFile", from.ca().get()) : new byte[0];
    Optional<TlsFiles.Identity> identity = from.identity();
    byte[] own =
        identity.isPresent() ? bytes("tls.certFile", identity.get().certificates()) : new byte[0];
    byte[] key = identity.isPresent() ? bytes("tls.keyFile", identity.get().key()) : new byte[0];
    List<byte[]> files = List.of(ca, own, key);
    if (last.files.size() == files.size()
        && Arrays.equals(last.files.get(0), ca)
        && Arrays.equals(last.files.get(1), own)
        && Arrays.equals(last.files.get(2), key)) {
      return Optional.empty();
    }
    X509TrustManager trust = trust(from.ca().isPresent() ? trusting(ca) : null);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        identity.isPresent() ? identity(own, key) : null, new TrustManager[] {trust}, null);
    return Optional.of(new Tls(files, Optional.of(context), Optional.of(trust)));
  }

  /** A client like another one, on new connections. */
  OkHttpClient applied(OkHttpClient client) {
    if (context.isEmpty() || trust.isEmpty()) {
      return client;
    }
    client.connectionPool().evictAll();
    return client
        .newBuilder()
        .sslSocketFactory(context.get().getSocketFactory(), trust.get())
        .build();
  }

  private static byte[] bytes(String key, Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IOException(
          key + ": " + file + " cannot be read (expected: a readable PEM file)", e);
    }
  }

  private static KeyStore trusting(byte[] pem) throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    for (Certificate certificate : certificates(pem)) {
      store.setCertificateEntry("ca" + store.size(), certificate);
    }
    return store;
  }

  /** The JVM's own when there is no store. */
  private static X509TrustManager trust(@Nullable KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static KeyManager[] identity(byte[] certificates, byte[] key)
      throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    store.setKeyEntry(
        "own",
        privateKey(new String(key, StandardCharsets.ISO_8859_1)),
        NO_PASSWORD,
        certificates(certificates).toArray(new Certificate[0]));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static PrivateKey privateKey(String pem) throws GeneralSecurityException {
    Matcher matcher = KEY.matcher(pem);
    if (!matcher.find()) {
      throw new GeneralSecurityException("tls.keyFile: no PRIVATE KEY in it (expected: a PKCS #8"
          + " key that is not encrypted, in PEM)");
    }
    PKCS8EncodedKeySpec spec =
        new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(matcher.group(1)));
    InvalidKeySpecException refusal = new InvalidKeySpecException(
        "tls.keyFile: a key of an unknown kind (expected: RSA, EC or EdDSA)");
    for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException e) {
        refusal.addSuppressed(e);
      }
    }
    throw refusal;
  }

  private static List<Certificate> certificates(byte[] pem) throws GeneralSecurityException {
    return List.copyOf(CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem)));
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, NO_PASSWORD);
    return store;
  }
}
