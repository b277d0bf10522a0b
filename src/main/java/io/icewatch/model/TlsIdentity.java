package io.icewatch.model;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Who one side of a TLS connection is.
 *
 * @param chain its certificate, and those that lead to the authority's
 * @param key the private key of the first
 */
public record TlsIdentity(List<X509Certificate> chain, PrivateKey key) {
  public TlsIdentity {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("chain: none (expected: at least one certificate)");
    }
  }

  /** Without the key, and without the names, which are of no use in a log. */
  @Override
  public String toString() {
    return CountText.of(chain.size(), "certificate") + " until "
        + chain.get(0).getNotAfter().toInstant();
  }
}
