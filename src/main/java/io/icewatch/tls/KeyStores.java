package io.icewatch.tls;

import io.icewatch.model.TlsIdentity;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Certificates and keys in the forms in which the JDK's TLS takes them. */
final class KeyStores {
  private static final char[] NO_PASSWORD = new char[0];

  private KeyStores() {}

  /** Presents one identity. */
  static KeyManager[] presenting(TlsIdentity identity) throws GeneralSecurityException {
    KeyStore store = empty();
    store.setKeyEntry(
        "own", identity.key(), NO_PASSWORD, identity.chain().toArray(new Certificate[0]));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  /** Trusts these alone. */
  static X509ExtendedTrustManager trusting(Collection<X509Certificate> authorities)
      throws GeneralSecurityException {
    KeyStore store = empty();
    for (X509Certificate certificate : authorities) {
      store.setCertificateEntry("ca" + store.size(), certificate);
    }
    return trust(store);
  }

  /** Trusts what the JVM trusts. */
  static X509ExtendedTrustManager trustingAsTheJvm() throws GeneralSecurityException {
    return trust(null);
  }

  private static X509ExtendedTrustManager trust(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509ExtendedTrustManager.class::isInstance)
        .map(X509ExtendedTrustManager.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static KeyStore empty() throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    try {
      store.load(null, NO_PASSWORD);
    } catch (IOException e) {
      throw new IllegalStateException("an empty key store reads nothing", e);
    }
    return store;
  }
}
