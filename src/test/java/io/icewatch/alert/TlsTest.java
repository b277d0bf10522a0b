package io.icewatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.icewatch.model.AlertReceiver;
import io.icewatch.model.Credentials;
import io.icewatch.model.TlsFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  private static final char[] PASSWORD = "password".toCharArray();
  private static final byte[] NOTHING = "[]".getBytes(StandardCharsets.UTF_8);

  @TempDir
  private Path directory;

  @Test
  void aReceiverIsTrustedByItsOwnAuthorityAndKnowsItsClient() throws Exception {
    KeyStore server = made("server");
    KeyStore client = made("client");
    try (FakeReceiver receiver = new FakeReceiver(https(server, client))) {
      int port = receiver.url().getPort();
      assertThat(post(port, TlsFiles.none())).isInstanceOf(Delivered.Failed.class);
      Optional<Path> ca = Optional.of(pem("server.pem", server, "server"));
      assertThat(post(port, new TlsFiles(ca, Optional.empty())))
          .isInstanceOf(Delivered.Failed.class);
      TlsFiles.Identity identity =
          new TlsFiles.Identity(pem("client.pem", client, "client"), key("key.pem", client));
      assertThat(post(port, new TlsFiles(ca, Optional.of(identity))))
          .isEqualTo(new Delivered.Taken());
      assertThat(receiver.taken()).hasSize(1);
    }
  }

  @Test
  void aFileThatIsNoKeyIsNamed() throws Exception {
    KeyStore client = made("client");
    Path certificate = pem("client.pem", client, "client");
    TlsFiles files = new TlsFiles(
        Optional.empty(), Optional.of(new TlsFiles.Identity(certificate, certificate)));
    assertThat(post(1, files))
        .isInstanceOfSatisfying(
            Delivered.Failed.class, failed -> assertThat(failed.why()).startsWith("tls.keyFile:"));
  }

  private static Delivered post(int port, TlsFiles tls) {
    try (Wire wire = new Wire(new AlertReceiver.Alertmanager(new AlertReceiver.Connection(
        URI.create("https://localhost:" + port),
        new Credentials.None(),
        tls,
        Duration.ofSeconds(20))))) {
      return wire.post(NOTHING);
    }
  }

  private KeyStore made(String alias) throws Exception {
    Path file = directory.resolve(alias + ".p12");
    Process keytool = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            alias,
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "SAN=dns:localhost",
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            new String(PASSWORD))
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve(alias + ".log").toFile())
        .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private static HttpsServer https(KeyStore own, KeyStore trusted) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, PASSWORD);
    KeyStore authorities = KeyStore.getInstance("PKCS12");
    authorities.load(null, PASSWORD);
    authorities.setCertificateEntry("client", trusted.getCertificate("client"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(authorities);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context) {
      @Override
      public void configure(HttpsParameters parameters) {
        SSLParameters ssl = context.getDefaultSSLParameters();
        ssl.setNeedClientAuth(true);
        parameters.setSSLParameters(ssl);
      }
    });
    return server;
  }

  private Path pem(String name, KeyStore store, String alias) throws Exception {
    return written(name, "CERTIFICATE", store.getCertificate(alias).getEncoded());
  }

  private Path key(String name, KeyStore store) throws Exception {
    return written(name, "PRIVATE KEY", store.getKey("client", PASSWORD).getEncoded());
  }

  private Path written(String name, String kind, byte[] der) throws IOException {
    return Files.writeString(
        directory.resolve(name),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(kind, Base64.getMimeEncoder().encodeToString(der), kind));
  }
}
