package io.icewatch;

import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.icewatch.config.WebAccess;
import io.icewatch.config.WebFile;
import io.icewatch.model.Snapshot;
import io.icewatch.model.WebFileStanding;
import io.icewatch.tls.Authority;
import io.icewatch.web.Content;
import io.icewatch.web.MetricsSource;
import io.icewatch.web.WebEngine;
import io.icewatch.web.WebServer;
import io.icewatch.web.WebSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import okhttp3.tls.HeldCertificate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebReloadTest {
  private static final String SERVED =
      "tls_server_config: {cert_file: server.pem, key_file: server.key}\n";

  private final Authority authority = new Authority();
  private volatile Instant now = Instant.parse("2026-03-01T00:00:00Z");

  @TempDir
  private Path directory;

  private WebServer server;
  private WebReload reload;

  @BeforeEach
  void serve() throws IOException {
    Authority.write(directory, "server", authority.issueFor(10, "first", "localhost"));
    Path file = Files.writeString(directory.resolve("web.yml"), SERVED);
    WebAccess access =
        new WebAccess(Optional.of(file), WebFile.read(file).config().orElseThrow());
    server = WebServer.start(
        WebEngine.begin(),
        new WebSettings("127.0.0.1", 0, access.config()),
        new Content(
            () -> new Snapshot(1, List.of(), List.of()),
            (exposition, gzip) -> new MetricsSource.Scrape("text/test", List.of(new byte[1]), 1),
            () -> now));
    reload = WebReload.start(access, server, () -> now);
  }

  @AfterEach
  void close() {
    reload.close();
    server.close();
  }

  @Test
  void aRenewedCertificateIsServedAndItsExpiryExported() throws Exception {
    Instant begun = now;
    assertThat(standing().successful()).isTrue();
    assertThat(standing().since()).isEqualTo(begun);
    now = begun.plusSeconds(60);
    HeldCertificate renewed = authority.issueFor(90, "second", "localhost");
    Authority.write(directory, "server", renewed);
    reload.prompt();
    Awaitility.await().until(() -> presented().equals(renewed.certificate()));
    Awaitility.await().until(() -> standing().since().equals(now));
    assertThat(standing().expiry()).contains(renewed.certificate().getNotAfter().toInstant());
  }

  @Test
  void aBrokenFileLeavesTheLastGoodOneInForceUntilItIsMended() throws Exception {
    Certificate before = presented();
    Instant begun = standing().since();
    now = now.plusSeconds(60);
    Files.writeString(directory.resolve("server.key"), "half a ke");
    reload.prompt();
    Awaitility.await().until(() -> !standing().successful());
    assertThat(presented()).isEqualTo(before);
    assertThat(standing().since()).isEqualTo(begun);
    assertThat(standing().expiry()).isPresent();
    Authority.write(directory, "server", authority.issue("third", "localhost"));
    reload.prompt();
    Awaitility.await().until(() -> standing().successful());
    assertThat(presented()).isNotEqualTo(before);
  }

  @Test
  void usersAreTakenOver() throws Exception {
    String hash = BCrypt.withDefaults().hashToString(4, "right".toCharArray());
    Files.writeString(
        directory.resolve("web.yml"), SERVED + "basic_auth_users: {anna: " + hash + "}\n");
    reload.prompt();
    Awaitility.await().until(() -> server.config().users().containsKey("anna"));
  }

  @Test
  void tlsThatWasTakenOutIsAFailureAndStays() throws Exception {
    Files.writeString(directory.resolve("web.yml"), "");
    reload.prompt();
    Awaitility.await().until(() -> !standing().successful());
    assertThat(presented()).isNotNull();
  }

  private WebFileStanding standing() {
    return reload.standing().orElseThrow();
  }

  private Certificate presented() throws IOException {
    try (SSLSocket socket = (SSLSocket) authority
        .client()
        .getSocketFactory()
        .createSocket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.startHandshake();
      return socket.getSession().getPeerCertificates()[0];
    }
  }
}
