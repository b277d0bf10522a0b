package io.icewatch.config;

import io.icewatch.model.ServerTls;
import io.icewatch.model.TlsIdentity;
import io.icewatch.tls.Pem;
import io.icewatch.tls.Suites;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code tls_server_config}. */
final class WebTls {
  static final Set<String> KEYS = WebFile.ordered(
      "cert",
      "key",
      "client_ca",
      "cert_file",
      "key_file",
      "client_auth_type",
      "client_ca_file",
      "client_allowed_sans",
      "min_version",
      "max_version",
      "cipher_suites",
      "prefer_server_cipher_suites",
      "curve_preferences");

  private static final Map<String, ServerTls.Policy> POLICIES = Map.of(
      "", ServerTls.Policy.NONE,
      "NoClientCert", ServerTls.Policy.NONE,
      "RequestClientCert", ServerTls.Policy.REQUEST,
      "RequireAnyClientCert", ServerTls.Policy.REQUIRE_ANY,
      "RequireClientCert", ServerTls.Policy.REQUIRE_ANY,
      "VerifyClientCertIfGiven", ServerTls.Policy.VERIFY_IF_GIVEN,
      "RequireAndVerifyClientCert", ServerTls.Policy.REQUIRE_AND_VERIFY);
  private static final String A_POLICY = "NoClientCert, RequestClientCert, RequireAnyClientCert,"
      + " VerifyClientCertIfGiven or RequireAndVerifyClientCert";

  private final StrictMapping given;
  private final Path file;
  private final FilesRead files;
  private final boolean http2;
  private boolean whole = true;

  WebTls(StrictMapping given, Path file, FilesRead files, boolean http2) {
    this.given = given;
    this.file = file;
    this.files = files;
    this.http2 = http2;
  }

  /** Empty when nothing is said, or something is wrong. */
  Optional<ServerTls> read() {
    if (given.keys().stream().noneMatch(given::has)) {
      return Optional.empty();
    }
    Optional<TlsIdentity> identity = identity();
    Optional<ServerTls.Clients> clients = clients();
    ServerTls.Version oldest = version("min_version", ServerTls.Version.TLS12);
    ServerTls.Version newest = version("max_version", ServerTls.Version.TLS13);
    if (oldest.compareTo(newest) > 0) {
      wrong("max_version", newest.toString(), "at least the min_version, " + oldest);
    }
    List<String> suites = suites(oldest);
    List<String> groups = groups();
    boolean ownOrder = given.bool("prefer_server_cipher_suites").orElse(true);
    return whole && identity.isPresent() && clients.isPresent()
        ? Optional.of(
            new ServerTls(identity.get(), clients.get(), oldest, newest, suites, groups, ownOrder))
        : Optional.empty();
  }

  private Optional<TlsIdentity> identity() {
    Optional<byte[]> certificates = pem("cert");
    Optional<byte[]> key = pem("key");
    if (certificates.isEmpty() || key.isEmpty()) {
      return Optional.empty();
    }
    String at = named("cert");
    try {
      List<X509Certificate> chain = Pem.certificates(certificates.get());
      at = named("key");
      PrivateKey own = Pem.key(key.get());
      return Optional.of(Pem.identity(chain, own));
    } catch (GeneralSecurityException e) {
      return refused(at, e);
    }
  }

  /** The one of two keys that is there: the text itself, or a file with it. */
  private String named(String key) {
    return given.has(key) ? key : key + "_file";
  }

  /** One of the two must be there. */
  private Optional<byte[]> pem(String key) {
    if (!given.has(key) && !given.has(key + "_file")) {
      wrong(key + "_file", "missing", "the path of a PEM file, or " + key + " with its text");
      return Optional.empty();
    }
    return eitherPem(key);
  }

  private Optional<byte[]> eitherPem(String key) {
    String other = key + "_file";
    if (given.has(key) && given.has(other)) {
      wrong(key, "both " + key + " and " + other, "one of them");
      return Optional.empty();
    }
    Optional<String> text = given.text(named(key), "text in PEM or a path");
    if (text.isEmpty()) {
      whole &= !given.has(named(key));
      return Optional.empty();
    }
    if (text.get().isBlank()) {
      wrong(named(key), "empty", "the path of a PEM file, or " + key + " with its text");
      return Optional.empty();
    }
    return given.has(key)
        ? Optional.of(text.get().getBytes(StandardCharsets.UTF_8))
        : content(other, text.get());
  }

  private Optional<byte[]> content(String key, String path) {
    String expected = "a readable PEM file";
    try {
      return Optional.of(files.read(file.resolveSibling(path)));
    } catch (NoSuchFileException e) {
      wrong(key, Text.printable(path) + ": no such file", expected);
    } catch (IOException | InvalidPathException e) {
      wrong(key, Text.printable(path) + ": cannot be read", expected);
    }
    return Optional.empty();
  }

  private Optional<ServerTls.Clients> clients() {
    String type = given.text("client_auth_type", A_POLICY).orElse("");
    Optional<ServerTls.Policy> policy = Optional.ofNullable(POLICIES.get(type));
    if (policy.isEmpty()) {
      wrong("client_auth_type", Text.printable(type), A_POLICY);
    }
    List<X509Certificate> authorities = authorities(policy);
    List<String> names = given.list("client_allowed_sans", "names, addresses or URIs");
    if (given.has("client_allowed_sans")) {
      if (names.isEmpty()) {
        wrong("client_allowed_sans", "an empty list", "at least one name, or none of this");
      } else if (policy.isPresent() && !policy.get().requires()) {
        wrong(
            "client_allowed_sans",
            "with client_auth_type " + (type.isEmpty() ? "NoClientCert" : type),
            "RequireAnyClientCert or RequireAndVerifyClientCert");
      }
    }
    return policy
        .filter(known -> whole)
        .map(known -> new ServerTls.Clients(known, authorities, names));
  }

  private List<X509Certificate> authorities(Optional<ServerTls.Policy> policy) {
    if (!given.has("client_ca") && !given.has("client_ca_file")) {
      return List.of();
    }
    if (policy.equals(Optional.of(ServerTls.Policy.NONE))) {
      wrong(named("client_ca"), "without a client_auth_type", "one that asks for certificates");
      return List.of();
    }
    Optional<byte[]> pem = eitherPem("client_ca");
    try {
      return pem.isEmpty() ? List.of() : Pem.certificates(pem.get());
    } catch (GeneralSecurityException e) {
      refused(named("client_ca"), e);
      return List.of();
    }
  }

  private ServerTls.Version version(String key, ServerTls.Version usual) {
    String expected = "TLS12 or TLS13";
    String text = given.text(key, expected).orElse("");
    return switch (text) {
      case "" -> usual;
      case "TLS12" -> ServerTls.Version.TLS12;
      case "TLS13" -> ServerTls.Version.TLS13;
      case "TLS10", "TLS11" -> tooOld(key, text, usual, expected);
      default -> {
        wrong(key, Text.printable(text), expected);
        yield usual;
      }
    };
  }

  /** As the oldest version it asks for no more than what is spoken, as the newest for less. */
  private ServerTls.Version tooOld(
      String key, String text, ServerTls.Version usual, String expected) {
    String found = text + ", which this JVM does not speak";
    if (key.equals("min_version")) {
      given.warning(key, found, expected);
      return ServerTls.Version.TLS12;
    }
    wrong(key, found, expected);
    return usual;
  }

  private List<String> suites(ServerTls.Version oldest) {
    String key = "cipher_suites";
    List<String> suites = new ArrayList<>();
    List<String> names = given.list(key, "a cipher suite, as Go names it");
    if (names.isEmpty()) {
      return suites;
    }
    Set<String> spoken = Suites.spoken();
    Set<String> silent = new TreeSet<>();
    for (String name : names) {
      if (!Suites.known(name)) {
        wrong(key, "unknown cipher: " + Text.printable(name), "one that Go calls secure");
      } else if (spoken.contains(name)) {
        suites.add(name);
      } else {
        silent.add(name);
      }
    }
    if (!silent.isEmpty()) {
      given.warning(
          key, String.join(", ", silent), "suites that this JVM's security settings allow");
    }
    if (suites.isEmpty()) {
      wrong(key, "none that this JVM speaks", "at least one");
    } else if (http2
        && oldest == ServerTls.Version.TLS12
        && suites.stream().noneMatch(Suites.HTTP2::contains)) {
      wrong(
          key,
          "none that HTTP/2 needs",
          String.join(" or ", new TreeSet<>(Suites.HTTP2)) + ", or http2: false");
    }
    return suites;
  }

  private List<String> groups() {
    List<String> groups = new ArrayList<>();
    for (String name : given.list("curve_preferences", "a curve, as Go names it")) {
      String group = Suites.GROUPS.get(name);
      if (group == null) {
        wrong(
            "curve_preferences",
            "unknown curve: " + Text.printable(name),
            String.join(", ", new TreeSet<>(Suites.GROUPS.keySet())));
      } else {
        groups.add(group);
      }
    }
    return groups;
  }

  private <T> Optional<T> refused(String key, GeneralSecurityException e) {
    String said = String.valueOf(e.getMessage());
    int expected = said.lastIndexOf(" (expected: ");
    if (expected > 0) {
      wrong(
          key,
          said.substring(0, expected),
          said.substring(expected + " (expected: ".length(), said.length() - 1));
    } else {
      wrong(key, "cannot be used: " + e.getClass().getSimpleName(), "PEM that the JVM understands");
    }
    return Optional.empty();
  }

  private void wrong(String key, String found, String expected) {
    whole = false;
    given.problem(key, found, expected);
  }
}
