package io.icewatch.tls;

import io.icewatch.model.ServerTls;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Says whether a client's certificate will do: that an authority issued it, if the policy asks for
 * that, and that it carries one of the allowed names, if there are any.
 */
final class ClientCheck extends X509ExtendedTrustManager {
  private static final List<Integer> COMPARED = List.of(1, 2, 6);
  private static final int ADDRESS = 7;

  private final ServerTls.Clients clients;
  private final Optional<X509ExtendedTrustManager> verifying;

  private ClientCheck(ServerTls.Clients clients, Optional<X509ExtendedTrustManager> verifying) {
    this.clients = clients;
    this.verifying = verifying;
  }

  static ClientCheck of(ServerTls.Clients clients) throws GeneralSecurityException {
    if (!clients.policy().verifies()) {
      return new ClientCheck(clients, Optional.empty());
    }
    return new ClientCheck(
        clients,
        Optional.of(
            clients.authorities().isEmpty()
                ? KeyStores.trustingAsTheJvm()
                : KeyStores.trusting(clients.authorities())));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    if (verifying.isPresent()) {
      verifying.get().checkClientTrusted(chain, authType);
    }
    checkNames(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    if (verifying.isPresent()) {
      verifying.get().checkClientTrusted(chain, authType, socket);
    }
    checkNames(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    if (verifying.isPresent()) {
      verifying.get().checkClientTrusted(chain, authType, engine);
    }
    checkNames(chain);
  }

  private void checkNames(X509Certificate[] chain) throws CertificateException {
    if (!clients.allowedNames().isEmpty() && !allowed(chain[0])) {
      throw new CertificateException("none of the client's names is allowed");
    }
  }

  private boolean allowed(X509Certificate certificate) throws CertificateParsingException {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    return names != null
        && names.stream()
            .anyMatch(name -> allowed((Integer) name.get(0), String.valueOf(name.get(1))));
  }

  private boolean allowed(int kind, String name) {
    return (COMPARED.contains(kind) && clients.allowedNames().contains(name))
        || (kind == ADDRESS
            && clients.allowedNames().stream().anyMatch(given -> sameAddress(given, name)));
  }

  /** The JDK writes the addresses of IPv6 in full, people do not; names are not looked up. */
  private static boolean sameAddress(String given, String address) {
    if (!given.matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
      return false;
    }
    try {
      return InetAddress.getByName(given).equals(InetAddress.getByName(address));
    } catch (UnknownHostException e) {
      return false;
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("a server (expected: a client)");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  /** Told to the client, so that it knows which of its certificates to present. */
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return clients.authorities().toArray(new X509Certificate[0]);
  }
}
