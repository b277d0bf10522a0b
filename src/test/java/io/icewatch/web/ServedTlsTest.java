package io.icewatch.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.icewatch.model.ServerTls;
import io.icewatch.model.ServerTls.Policy;
import io.icewatch.model.ServerTls.Version;
import io.icewatch.model.TlsIdentity;
import io.icewatch.model.WebConfig;
import io.icewatch.tls.Authority;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServedTlsTest {
  private static final Authority AUTHORITY = new Authority();
  private static final HeldCertificate OWN = AUTHORITY.issueRsa("server", "localhost");
  private static final HeldCertificate CLIENT =
      AUTHORITY.issue("client", "prometheus.example.com", "10.0.0.1", "::1");
  private static final HeldCertificate STRANGER =
      new Authority().issue("stranger", "prometheus.example.com");

  private WebServer server;

  @AfterEach
  void close() {
    if (server != null) {
      server.close();
    }
  }

  /** Answers: of no certificate, a stranger's, and one that the authority issued. */
  @ParameterizedTest
  @CsvSource({
    "NONE, true, true, true",
    "REQUEST, true, true, true",
    "REQUIRE_ANY, false, true, true",
    "VERIFY_IF_GIVEN, true, false, true",
    "REQUIRE_AND_VERIFY, false, false, true",
  })
  void eachPolicyLetsInWhomGoLetsIn(
      Policy policy, boolean nobody, boolean stranger, boolean issued) {
    serve(tls(new ServerTls.Clients(
        policy,
        policy.verifies() ? List.of(AUTHORITY.certificate().certificate()) : List.of(),
        List.of())));
    assertThat(answers(AUTHORITY.client())).isEqualTo(nobody);
    assertThat(answers(AUTHORITY.client(STRANGER))).isEqualTo(stranger);
    assertThat(answers(AUTHORITY.client(CLIENT))).isEqualTo(issued);
  }

  @ParameterizedTest
  @CsvSource({
    "prometheus.example.com, true",
    "10.0.0.1, true",
    "::1, true",
    "example.com, false",
    "10.0.0.2, false",
  })
  void anAllowedNameIsOneOfTheCertificate(String allowed, boolean in) {
    serve(tls(new ServerTls.Clients(
        Policy.REQUIRE_AND_VERIFY,
        List.of(AUTHORITY.certificate().certificate()),
        List.of("nobody", allowed))));
    assertThat(answers(AUTHORITY.client(CLIENT))).isEqualTo(in);
  }

  @Test
  void aNameAloneDoesNotVerify() {
    serve(tls(new ServerTls.Clients(
        Policy.REQUIRE_AND_VERIFY,
        List.of(AUTHORITY.certificate().certificate()),
        List.of("prometheus.example.com"))));
    assertThat(answers(AUTHORITY.client(STRANGER))).isFalse();
  }

  @Test
  void versionsOutsideTheBoundsAreRefused() throws Exception {
    serve(tls(Version.TLS13, Version.TLS13, List.of(), List.of()));
    assertThat(handshake("TLSv1.3", "")).startsWith("TLSv1.3 ");
    assertThatThrownBy(() -> handshake("TLSv1.2", "")).isInstanceOf(IOException.class);
    server.close();
    serve(tls(Version.TLS12, Version.TLS12, List.of(), List.of()));
    assertThat(handshake("TLSv1.2", "")).startsWith("TLSv1.2 ");
    assertThatThrownBy(() -> handshake("TLSv1.3", "")).isInstanceOf(IOException.class);
  }

  @Test
  void onlyTheSuitesThatWereChosenAreSpokenInTls12AndAllOfThemInTls13() throws Exception {
    String chosen = "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";
    serve(tls(Version.TLS12, Version.TLS13, List.of(chosen), List.of()));
    assertThat(handshake("TLSv1.2", chosen)).isEqualTo("TLSv1.2 " + chosen);
    assertThatThrownBy(() -> handshake("TLSv1.2", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"))
        .isInstanceOf(SSLHandshakeException.class);
    assertThat(handshake("TLSv1.3", "TLS_AES_256_GCM_SHA384"))
        .isEqualTo("TLSv1.3 TLS_AES_256_GCM_SHA384");
  }

  @ParameterizedTest
  @CsvSource({
    "true, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
    "false, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
  })
  void thePreferenceIsTheServersOrTheClients(boolean own, String spoken) throws Exception {
    ServerTls tls = tls(
        Version.TLS12,
        Version.TLS12,
        List.of("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
        List.of());
    serve(new ServerTls(
        tls.identity(), tls.clients(), tls.oldest(), tls.newest(), tls.suites(), List.of(), own));
    assertThat(handshake(
            "TLSv1.2",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"))
        .isEqualTo("TLSv1.2 " + spoken);
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.2, x25519", "TLSv1.2, secp384r1", "TLSv1.3, x25519", "TLSv1.3, secp384r1"})
  void onlyTheGroupsThatWereChosenAreAgreedOn(String protocol, String group) throws Exception {
    serve(tls(Version.TLS12, Version.TLS13, List.of(), List.of(group)));
    assertThat(openssl(protocol, group)).isTrue();
    assertThat(openssl(protocol, "secp521r1")).isFalse();
  }

  @Test
  void http2IsOfferedUnlessItIsNot() throws Exception {
    serve(config(tls(ServerTls.Clients.any()), true));
    assertThat(get(AUTHORITY.client()).version()).isEqualTo(HttpClient.Version.HTTP_2);
    server.apply(config(tls(AUTHORITY.issue("b", "localhost"), ServerTls.Clients.any()), true));
    assertThat(get(AUTHORITY.client()).version()).isEqualTo(HttpClient.Version.HTTP_2);
    server.close();
    serve(config(tls(ServerTls.Clients.any()), false));
    assertThat(get(AUTHORITY.client()).version()).isEqualTo(HttpClient.Version.HTTP_1_1);
  }

  @Test
  void aNewCertificateIsServedAndOpenConnectionsStay() throws Exception {
    serve(config(tls(ServerTls.Clients.any()), false));
    try (SSLSocket open = socket(AUTHORITY.client())) {
      open.startHandshake();
      HeldCertificate renewed = AUTHORITY.issue("renewed", "localhost");
      ServerTls next = tls(renewed, ServerTls.Clients.any());
      assertThat(server.apply(config(next, false))).isEmpty();
      try (SSLSocket other = socket(AUTHORITY.client())) {
        other.startHandshake();
        assertThat(other.getSession().getPeerCertificates()[0]).isEqualTo(renewed.certificate());
      }
      open.getOutputStream()
          .write("GET /-/healthy HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(open.getInputStream().readNBytes(15), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 200 OK");
    }
  }

  @Test
  void aPolicyThatComesLaterHoldsForNewConnections() {
    serve(config(tls(ServerTls.Clients.any()), false));
    assertThat(answers(AUTHORITY.client())).isTrue();
    server.apply(
        config(tls(new ServerTls.Clients(Policy.REQUIRE_ANY, List.of(), List.of())), false));
    assertThat(answers(AUTHORITY.client())).isFalse();
  }

  @Test
  void whatNeedsARestartIsSaidAndChangesNothing() throws Exception {
    serve(config(tls(ServerTls.Clients.any()), true));
    assertThat(server.apply(WebConfig.open()).orElseThrow()).startsWith("tls_server_config: gone");
    assertThat(server.apply(config(tls(ServerTls.Clients.any()), false)).orElseThrow())
        .startsWith("http_server_config.http2: false");
    assertThat(get(AUTHORITY.client()).statusCode()).isEqualTo(200);
  }

  @Test
  void whatCannotBeTakenOverIsSaidAndNotThrown() {
    serve(config(tls(ServerTls.Clients.any()), true));
    server.close();
    ServerTls next = tls(AUTHORITY.issue("b", "localhost"), ServerTls.Clients.any());
    assertThat(server.apply(config(next, true)).orElseThrow())
        .startsWith("tls_server_config: cannot be used");
  }

  private void serve(ServerTls tls) {
    serve(config(tls, true));
  }

  private void serve(WebConfig config) {
    server = WebServer.start(
        WebEngine.begin(),
        new WebSettings("127.0.0.1", 0, config),
        new Content(
            () -> WebFleet.of(WebFleet.ok("orders_OFFLINE")),
            (exposition, gzip) -> new MetricsSource.Scrape("text/test", List.of(new byte[1]), 1),
            () -> WebFleet.NOW));
  }

  private static WebConfig config(ServerTls tls, boolean http2) {
    return new WebConfig(Optional.of(tls), http2, Map.of(), Map.of(), Optional.empty());
  }

  private static ServerTls tls(ServerTls.Clients clients) {
    return tls(OWN, clients);
  }

  private static ServerTls tls(HeldCertificate own, ServerTls.Clients clients) {
    return new ServerTls(
        identity(own), clients, Version.TLS12, Version.TLS13, List.of(), List.of(), true);
  }

  private static ServerTls tls(
      Version oldest, Version newest, List<String> suites, List<String> groups) {
    return new ServerTls(
        identity(OWN), ServerTls.Clients.any(), oldest, newest, suites, groups, true);
  }

  private static TlsIdentity identity(HeldCertificate held) {
    List<X509Certificate> chain = List.of(held.certificate());
    return new TlsIdentity(chain, held.keyPair().getPrivate());
  }

  private boolean answers(SSLContext client) {
    try {
      return get(client).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> get(SSLContext client) throws IOException, InterruptedException {
    return HttpClient.newBuilder()
        .sslContext(client)
        .build()
        .send(
            HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + "/-/healthy"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private SSLSocket socket(SSLContext client) throws IOException {
    return (SSLSocket)
        client.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server.port());
  }

  private String handshake(String protocol, String suites) throws IOException {
    try (SSLSocket socket = socket(AUTHORITY.client())) {
      socket.setEnabledProtocols(new String[] {protocol});
      if (!suites.isEmpty()) {
        socket.setEnabledCipherSuites(suites.split(",", -1));
      }
      socket.startHandshake();
      return socket.getSession().getProtocol() + " " + socket.getSession().getCipherSuite();
    }
  }

  private boolean openssl(String protocol, String group) throws Exception {
    Process client = new ProcessBuilder(
            "openssl",
            "s_client",
            "-connect",
            "127.0.0.1:" + server.port(),
            protocol.equals("TLSv1.3") ? "-tls1_3" : "-tls1_2",
            "-groups",
            group.replace("x25519", "X25519").replaceFirst("^secp(384|521)r1$", "P-$1"))
        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
    return client.waitFor() == 0;
  }
}
