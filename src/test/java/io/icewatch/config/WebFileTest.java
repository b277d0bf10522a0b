package io.icewatch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.icewatch.it.Programs;
import io.icewatch.model.ServerTls;
import io.icewatch.model.WebConfig;
import io.icewatch.tls.Authority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The cases that exporter-toolkit's own tests have, and those that only we refuse. */
class WebFileTest {
  private static final String HASH = "$2y$05$abcdefghijklmnopqrstuu4h7ZrmYB0c3pVhYyG1qQ8mGd3z3Yx9K";
  private static final String SERVED =
      "tls_server_config:\n  cert_file: server.pem\n" + "  key_file: server.key\n";

  @TempDir
  private static Path directory;

  @BeforeAll
  static void certificates() throws IOException {
    Authority authority = new Authority();
    Authority.write(directory, "server", authority.issue("server", "localhost"));
    Authority.write(directory, "other", authority.issue("other", "localhost"));
    authority.write(directory.resolve("ca.pem"));
    Files.writeString(directory.resolve("nothing.pem"), "no certificate at all\n");
  }

  /** Who says what of a case. */
  private enum Verdict {
    /** Exporter-toolkit of any version, and we. */
    GOOD,
    /** Both refuse it. */
    BAD,
    /** Newer versions than promtool 2.42 take it, and we. */
    GOOD_NEWER,
    /** Newer versions refuse it, and we. */
    BAD_NEWER,
    /** We are stricter. */
    BAD_HERE
  }

  private enum Case {
    EMPTY(Verdict.GOOD, "", ""),
    COMMENTS(Verdict.GOOD, "# nothing yet\n", ""),
    JUNK(Verdict.BAD, "hwiohosdhgfioweg", "a single value"),
    JUNK_KEY(Verdict.BAD, "i_love_prometheus: true\n", "i_love_prometheus: unknown key"),
    JUNK_KEY_BELOW(
        Verdict.BAD, SERVED + "  fingerprint: x\n", "tls_server_config.fingerprint: unknown key"),
    EXCLUDED_PATHS(Verdict.BAD, "auth_excluded_paths: [/]\n", "auth_excluded_paths: unknown key"),
    TWICE(Verdict.BAD, "basic_auth_users: {}\nbasic_auth_users: {}\n", "given twice"),
    SECOND_DOCUMENT(Verdict.BAD_HERE, "{}\n---\n{}\n", "a second document"),
    CERT_PATH_EMPTY(
        Verdict.BAD,
        "tls_server_config: {cert_file: '', key_file: server.key}\n",
        "tls_server_config.cert_file: empty"),
    CERT_MISSING(
        Verdict.BAD,
        "tls_server_config: {key_file: server.key}\n",
        "tls_server_config.cert_file: missing"),
    KEY_PATH_EMPTY(
        Verdict.BAD,
        "tls_server_config: {cert_file: server.pem, key_file: ''}\n",
        "tls_server_config.key_file: empty"),
    BOTH_PATHS_EMPTY(
        Verdict.BAD_HERE,
        "tls_server_config: {cert_file: '', key_file: ''}\n",
        "tls_server_config.cert_file: empty"),
    CERT_PATH_INVALID(
        Verdict.BAD,
        "tls_server_config: {cert_file: somefile, key_file: server.key}\n",
        "cert_file: somefile: no such file"),
    KEY_PATH_INVALID(
        Verdict.BAD,
        "tls_server_config: {cert_file: server.pem, key_file: somefile}\n",
        "key_file: somefile: no such file"),
    KEY_OF_ANOTHER(
        Verdict.BAD,
        "tls_server_config: {cert_file: server.pem, key_file: other.key}\n",
        "key_file: another certificate's key"),
    SERVES(Verdict.GOOD, SERVED, ""),
    WITHOUT_CERT(
        Verdict.BAD_HERE, "tls_server_config: {min_version: TLS13}\n", "cert_file: missing"),
    INLINE_AND_FILE(
        Verdict.BAD_HERE,
        SERVED + "  cert: x\n",
        "tls_server_config.cert: both cert and cert_file"),
    CA_WITHOUT_POLICY(
        Verdict.BAD,
        SERVED + "  client_ca_file: ca.pem\n",
        "client_ca_file: without a client_auth_type"),
    CA_INVALID(
        Verdict.BAD,
        SERVED + "  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: somefile\n",
        "client_ca_file: somefile: no such file"),
    CA_WITHOUT_CERTIFICATES(
        Verdict.BAD_NEWER,
        SERVED + "  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: nothing.pem\n",
        "client_ca_file: no CERTIFICATE in it"),
    POLICY_UNKNOWN(
        Verdict.BAD, SERVED + "  client_auth_type: sometimes\n", "client_auth_type: sometimes"),
    POLICY_NONE(Verdict.GOOD, SERVED + "  client_auth_type: NoClientCert\n", ""),
    POLICY_REQUEST(Verdict.GOOD, SERVED + "  client_auth_type: RequestClientCert\n", ""),
    POLICY_ANY(Verdict.GOOD, SERVED + "  client_auth_type: RequireAnyClientCert\n", ""),
    POLICY_ANY_OF_OLD(Verdict.GOOD, SERVED + "  client_auth_type: RequireClientCert\n", ""),
    POLICY_IF_GIVEN(
        Verdict.GOOD,
        SERVED + "  client_auth_type: VerifyClientCertIfGiven\n  client_ca_file: ca.pem\n",
        ""),
    POLICY_VERIFY(
        Verdict.GOOD,
        SERVED + "  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: ca.pem\n",
        ""),
    SANS(
        Verdict.GOOD_NEWER,
        SERVED + "  client_auth_type: RequireAnyClientCert\n  client_allowed_sans: [a]\n",
        ""),
    SANS_WITHOUT_CERT(
        Verdict.BAD_NEWER,
        SERVED + "  client_allowed_sans: [a]\n",
        "client_allowed_sans: with client_auth_type NoClientCert"),
    SANS_WITH_OPTIONAL_CERT(
        Verdict.BAD_NEWER,
        SERVED + "  client_auth_type: VerifyClientCertIfGiven\n  client_allowed_sans: [a]\n",
        "client_allowed_sans: with client_auth_type VerifyClientCertIfGiven"),
    CIPHERS(
        Verdict.GOOD,
        SERVED
            + "  cipher_suites: [TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, TLS_AES_128_GCM_SHA256]"
            + "\n  prefer_server_cipher_suites: false\n",
        ""),
    CIPHER_INVENTED(
        Verdict.BAD,
        SERVED + "  cipher_suites: [TLS_AES_2048]\n",
        "cipher_suites: unknown cipher: TLS_AES_2048"),
    CIPHERS_WITHOUT_HTTP2(
        Verdict.GOOD,
        SERVED + "  cipher_suites: [TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384]\n  max_version: TLS12\n"
            + "http_server_config: {http2: false}\n",
        ""),
    /** Exporter-toolkit says it when it begins to serve, promtool does not. */
    CIPHERS_NOT_OF_HTTP2(
        Verdict.BAD_HERE,
        SERVED + "  cipher_suites: [TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384]\n",
        "cipher_suites: none that HTTP/2 needs"),
    CURVES(
        Verdict.GOOD,
        SERVED + "  curve_preferences: [CurveP256, CurveP384, CurveP521, X25519]\n",
        ""),
    CURVE_INVENTED(
        Verdict.BAD, SERVED + "  curve_preferences: [CurveP257]\n", "unknown curve: CurveP257"),
    VERSIONS(Verdict.GOOD, SERVED + "  min_version: TLS13\n  max_version: TLS13\n", ""),
    VERSION_OLD(Verdict.GOOD, SERVED + "  min_version: TLS10\n", ""),
    VERSION_TOO_OLD(
        Verdict.BAD_HERE,
        SERVED + "  max_version: TLS11\n",
        "TLS11, which this JVM does not speak"),
    VERSION_INVENTED(Verdict.BAD, SERVED + "  min_version: TLS111\n", "min_version: TLS111"),
    VERSIONS_CROSSED(
        Verdict.BAD_HERE,
        SERVED + "  min_version: TLS13\n  max_version: TLS12\n",
        "(expected: at least the min_version, TLS13)"),
    HTTP2_NO_BOOLEAN(
        Verdict.BAD, "http_server_config: {http2: perhaps}\n", "http_server_config.http2: perhaps"),
    HTTP2_SAID_LIKE_A_LETTER(Verdict.GOOD, "http_server_config: {http2: y}\n", ""),
    HTTP2_SAID_LOUDLY(Verdict.GOOD, "http_server_config: {http2: OFF}\n", ""),
    HTTP2_SAID_ODDLY(
        Verdict.BAD, "http_server_config: {http2: yEs}\n", "http_server_config.http2: yEs"),
    HEADERS(Verdict.GOOD, """
        http_server_config:
          headers:
            Content-Security-Policy: default-src 'self'
            Strict-Transport-Security: max-age=1
            X-Content-Type-Options: nosniff
            X-Frame-Options: deny
            X-XSS-Protection: 1; mode=block
        """, ""),
    HEADER_OPTION(
        Verdict.BAD,
        "http_server_config: {headers: {X-Content-Type-Options: sniff}}\n",
        "headers.X-Content-Type-Options: sniff"),
    HEADER_FRAME(
        Verdict.BAD,
        "http_server_config: {headers: {X-Frame-Options: maybe}}\n",
        "headers.X-Frame-Options: maybe"),
    HEADER_EXTRA(
        Verdict.BAD,
        "http_server_config: {headers: {Server: x}}\n",
        "headers.Server: a header that cannot be configured"),
    HEADER_OF_TWO_LINES(
        Verdict.BAD_HERE,
        "http_server_config: {headers: {X-XSS-Protection: \"1\\r\\nSet-Cookie: a\"}}\n",
        "headers.X-XSS-Protection: 1\\u000d\\u000aSet-Cookie: a"),
    USERS(Verdict.GOOD, "basic_auth_users: {alice: " + HASH + "}\n", ""),
    USER_WITHOUT_HASH(
        Verdict.BAD, "basic_auth_users: {john: doe}\n", "basic_auth_users.john: something else"),
    USER_SLOW(
        Verdict.BAD_HERE,
        "basic_auth_users: {a: " + HASH.replace("05", "18") + "}\n",
        "basic_auth_users.a: cost 18"),
    RATE(Verdict.GOOD_NEWER, "rate_limit: {interval: 1s, burst: 20}\n", ""),
    RATE_OFF(Verdict.GOOD_NEWER, "rate_limit: {interval: 0, burst: 0}\n", ""),
    RATE_NO_DURATION(
        Verdict.BAD, "rate_limit: {interval: often, burst: 1}\n", "rate_limit.interval: often"),
    RATE_WITHOUT_BURST(
        Verdict.BAD_HERE, "rate_limit: {interval: 1s, burst: 0}\n", "rate_limit.burst: 0");

    private final Verdict verdict;
    private final String yaml;
    private final String says;

    Case(Verdict verdict, String yaml, String says) {
      this.verdict = verdict;
      this.yaml = yaml;
      this.says = says;
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachCaseGetsItsVerdict(Case one) throws IOException {
    WebLoading loading = loaded(one.yaml);
    if (one.says.isEmpty()) {
      assertThat(loading.problems()).isEmpty();
      assertThat(loading.config()).isPresent();
    } else {
      assertThat(loading.problems())
          .anySatisfy(said -> assertThat(said.toString()).contains(one.says));
      assertThat(loading.config()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void promtoolSaysTheSameOfWhatItKnows(Case one) throws Exception {
    boolean known = switch (one.verdict) {
      case GOOD, BAD -> true;
      case GOOD_NEWER, BAD_NEWER, BAD_HERE -> false;
    };
    assumeThat(known).isTrue();
    Process promtool = new ProcessBuilder(
            Programs.require("promtool").toString(),
            "check",
            "web-config",
            written(one.yaml).toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
    assertThat(promtool.waitFor() == 0).isEqualTo(one.says.isEmpty());
  }

  @Test
  void whatIsSaidIsWhatIsServed() throws IOException {
    WebConfig config = loaded(SERVED + """
              client_auth_type: RequireAndVerifyClientCert
              client_ca_file: ca.pem
              client_allowed_sans: [prometheus.example.com, "10.0.0.1"]
              min_version: TLS12
              max_version: TLS12
              cipher_suites: [TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]
              prefer_server_cipher_suites: false
              curve_preferences: [X25519]
            http_server_config:
              http2: false
              headers: {X-Frame-Options: sameorigin, X-XSS-Protection: ''}
            basic_auth_users: {alice: %s}
            rate_limit: {interval: 1m30s, burst: 5}
            """.formatted(HASH)).config().orElseThrow();
    ServerTls tls = config.tls().orElseThrow();
    assertThat(tls.clients().policy()).isEqualTo(ServerTls.Policy.REQUIRE_AND_VERIFY);
    assertThat(tls.clients().authorities()).hasSize(1);
    assertThat(tls.clients().allowedNames()).containsExactly("prometheus.example.com", "10.0.0.1");
    assertThat(tls.oldest()).isEqualTo(ServerTls.Version.TLS12);
    assertThat(tls.newest()).isEqualTo(ServerTls.Version.TLS12);
    assertThat(tls.suites()).containsExactly("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
    assertThat(tls.groups()).containsExactly("x25519");
    assertThat(tls.ownOrder()).isFalse();
    assertThat(config.http2()).isFalse();
    assertThat(config.headers()).isEqualTo(Map.of("X-Frame-Options", "sameorigin"));
    assertThat(config.users()).isEqualTo(Map.of("alice", HASH));
    assertThat(config.rateLimit())
        .isEqualTo(Optional.of(new WebConfig.RateLimit(Duration.ofSeconds(90), 5)));
    assertThat(config.toString()).doesNotContain(HASH);
  }

  @Test
  void aKeyAndACertificateMayStandInTheFileItself() throws IOException {
    WebLoading loading = loaded("tls_server_config:\n  cert: |\n"
        + Files.readString(directory.resolve("server.pem")).indent(4)
        + "  key: |\n"
        + Files.readString(directory.resolve("server.key")).indent(4));
    assertThat(loading.problems()).isEmpty();
    assertThat(loading.config().orElseThrow().tls()).isPresent();
  }

  @Test
  void whatTheJvmLeavesOutIsAWarning() throws IOException {
    assertThat(loaded(SERVED + "  min_version: TLS11\n").warnings())
        .extracting(Problem::toString)
        .containsExactly(
            "tls_server_config.min_version: TLS11, which this JVM does not speak at line"
                + " 4:16 (expected: TLS12 or TLS13)");
  }

  @Test
  void aChangeOfAnyFileIsSeenByWhatItHolds() throws IOException {
    WebLoading loading = loaded(SERVED);
    Path key = directory.resolve("server.key");
    String before = Files.readString(key);
    assertThat(loading.files().changed()).isFalse();
    Files.writeString(key, "other");
    assertThat(loading.files().changed()).isTrue();
    Files.writeString(key, before);
    assertThat(loading.files().changed()).isFalse();
    Files.delete(directory.resolve("web.yml"));
    assertThat(loading.files().changed()).isTrue();
  }

  @Test
  void noMessageShowsAKeyOrAPassword() throws IOException {
    List<Problem> problems = loaded("""
        tls_server_config: {cert: hunter2, key: hunter2, client_ca: hunter2}
        http_server_config: hunter2
        basic_auth_users: {a: hunter2, b: [hunter2]}
        """).problems();
    assertThat(problems)
        .isNotEmpty()
        .allSatisfy(problem -> assertThat(problem.toString()).doesNotContain("hunter2"));
  }

  private static WebLoading loaded(String yaml) throws IOException {
    return WebFile.read(written(yaml));
  }

  private static Path written(String yaml) throws IOException {
    return Files.writeString(directory.resolve("web.yml"), yaml);
  }
}
