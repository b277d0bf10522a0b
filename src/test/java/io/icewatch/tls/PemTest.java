package io.icewatch.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PemTest {
  private final Authority authority = new Authority();

  @Test
  void aKeyIsReadInEachOfItsForms() throws Exception {
    HeldCertificate rsa = authority.issueRsa("a");
    assertThat(Pem.key(bytes(rsa.privateKeyPkcs8Pem()))).isEqualTo(rsa.keyPair().getPrivate());
    assertThat(Pem.key(bytes(rsa.privateKeyPkcs1Pem()))).isEqualTo(rsa.keyPair().getPrivate());
  }

  @Test
  void aKeyOfOpenSslsOlderFormIsReadWithItsCurve(@TempDir Path directory) throws Exception {
    Path key = directory.resolve("ec.key");
    openssl("ecparam", "-genkey", "-name", "secp384r1", "-out", key.toString());
    Path certificate = directory.resolve("ec.pem");
    openssl(
        "req",
        "-x509",
        "-new",
        "-key",
        key.toString(),
        "-subj",
        "/CN=a",
        "-out",
        certificate.toString());
    assertThat(Files.readString(key)).contains("EC PARAMETERS", "EC PRIVATE KEY");
    assertThat(Pem.identity(
                Pem.certificates(Files.readAllBytes(certificate)), Pem.key(Files.readAllBytes(key)))
            .chain())
        .hasSize(1);
  }

  @Test
  void certificatesAreFoundAmongOtherText() throws Exception {
    HeldCertificate one = authority.issue("one");
    String text = "Bag Attributes\n" + one.certificatePem() + "subject=/CN=two\n"
        + one.privateKeyPkcs8Pem() + authority.certificate().certificatePem();
    assertThat(Pem.certificates(bytes(text)))
        .containsExactly(one.certificate(), authority.certificate().certificate());
    assertThat(Pem.key(bytes(text))).isEqualTo(one.keyPair().getPrivate());
  }

  @ParameterizedTest
  @CsvSource({
    "'', 'no PRIVATE KEY in it (expected: a key that is not encrypted, in PEM)'",
    "ENCRYPTED PRIVATE KEY, an encrypted key (expected: a key that is not encrypted)",
    "PRIVATE KEY, 'a key of an unknown kind (expected: RSA, EC or EdDSA)'",
    "EC PRIVATE KEY, a broken key (expected: DER)",
    "DSA PRIVATE KEY, 'a DSA PRIVATE KEY (expected: PRIVATE KEY, RSA PRIVATE KEY or EC PRIVATE"
        + " KEY)'",
  })
  void whatIsNoKeyIsSaidAndNotShown(String kind, String message) {
    String pem = kind.isEmpty()
        ? "hunter2"
        : "-----BEGIN " + kind + "-----\nMIIB\n-----END " + kind + "-----\n";
    assertThatThrownBy(() -> Pem.key(bytes(pem)))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessage(message);
  }

  @Test
  void aKeyThatOpensslEncryptedTheOldWayIsSaidToBe() {
    String pem = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n"
        + "DEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF\n\nMIIB\n"
        + "-----END RSA PRIVATE KEY-----\n";
    assertThatThrownBy(() -> Pem.key(bytes(pem)))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessage("an encrypted key (expected: a key that is not encrypted)");
  }

  @Test
  void anotherCertificatesKeyIsRefused() {
    HeldCertificate one = authority.issue("one");
    HeldCertificate two = authority.issue("two");
    HeldCertificate rsa = authority.issueRsa("three");
    for (HeldCertificate other : List.of(two, rsa)) {
      assertThatThrownBy(
              () -> Pem.identity(List.of(one.certificate()), other.keyPair().getPrivate()))
          .hasMessage("another certificate's key (expected: the key of the first certificate)");
    }
  }

  @Test
  void textWithoutCertificatesIsRefused() {
    assertThatThrownBy(() -> Pem.certificates(bytes("")))
        .hasMessage("no CERTIFICATE in it (expected: certificates in PEM)");
    assertThatThrownBy(() -> Pem.certificates(
            bytes("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n")))
        .hasMessage("a broken certificate (expected: X.509 in PEM)");
  }

  private static void openssl(String... arguments) throws Exception {
    String[] command = new String[arguments.length + 1];
    command[0] = "openssl";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Process process = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
    assertThat(process.waitFor()).isZero();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
