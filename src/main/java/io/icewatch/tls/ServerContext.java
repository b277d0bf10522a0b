package io.icewatch.tls;

import io.icewatch.model.ServerTls;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/**
 * What the JDK's TLS needs in order to serve as the settings say.
 *
 * @param context the identity and whom it trusts
 * @param suites that are spoken, the preferred first
 * @param protocols that are spoken, as the JDK calls them
 */
public record ServerContext(
    ServerTls settings, SSLContext context, List<String> suites, List<String> protocols) {

  /**
   * Of those settings.
   *
   * @throws GeneralSecurityException when the JDK can do nothing with them
   */
  public static ServerContext of(ServerTls settings) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        KeyStores.presenting(settings.identity()),
        new TrustManager[] {ClientCheck.of(settings.clients())},
        null);
    List<String> protocols = Arrays.stream(ServerTls.Version.values())
        .filter(version ->
            version.compareTo(settings.oldest()) >= 0 && version.compareTo(settings.newest()) <= 0)
        .map(ServerTls.Version::protocol)
        .toList();
    return new ServerContext(settings, context, suites(settings, context), protocols);
  }

  private static List<String> suites(ServerTls settings, SSLContext context) {
    if (settings.suites().isEmpty()) {
      return Arrays.stream(context.getDefaultSSLParameters().getCipherSuites())
          .filter(ServerContext::secret)
          .toList();
    }
    List<String> suites = new ArrayList<>();
    if (settings.newest() == ServerTls.Version.TLS13) {
      suites.addAll(Suites.TLS13);
    }
    settings.suites().stream().filter(suite -> !suites.contains(suite)).forEach(suites::add);
    return List.copyOf(suites);
  }

  /** As Go: what a stolen key could decrypt later, or needs other groups, has to be asked for. */
  private static boolean secret(String suite) {
    return Suites.TLS13.contains(suite) || suite.startsWith("TLS_ECDHE_");
  }

  /** Sets what only an engine can be told. */
  public void prepare(SSLEngine engine) {
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setUseCipherSuitesOrder(settings.ownOrder());
    if (!settings.groups().isEmpty()) {
      parameters.setAlgorithmConstraints(new OnlyGroups(settings.groups()));
    }
    switch (settings.clients().policy()) {
      case NONE -> {}
      case REQUEST, VERIFY_IF_GIVEN -> parameters.setWantClientAuth(true);
      case REQUIRE_ANY, REQUIRE_AND_VERIFY -> parameters.setNeedClientAuth(true);
    }
    engine.setSSLParameters(parameters);
  }
}
