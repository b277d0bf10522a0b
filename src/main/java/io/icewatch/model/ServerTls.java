package io.icewatch.model;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * How the server speaks TLS.
 *
 * @param identity as whom it appears
 * @param clients what it wants of its clients
 * @param oldest the oldest version it speaks
 * @param newest the newest
 * @param suites for TLS 1.2, by their IANA names, the preferred first; empty: what the JVM thinks good
 * @param groups for the key exchange, by their IANA names; empty: what the JVM thinks good
 * @param ownOrder whether the server's preference among the suites counts, or the client's
 */
public record ServerTls(
    TlsIdentity identity,
    Clients clients,
    Version oldest,
    Version newest,
    List<String> suites,
    List<String> groups,
    boolean ownOrder) {
  public ServerTls {
    suites = List.copyOf(suites);
    groups = List.copyOf(groups);
    if (oldest.compareTo(newest) > 0) {
      throw new IllegalArgumentException(
          "versions: " + oldest + " to " + newest + " (expected: the older one first)");
    }
  }

  /** The versions of TLS that the JVM speaks. */
  public enum Version {
    /** RFC 5246. */
    TLS12("TLSv1.2"),
    /** RFC 8446. */
    TLS13("TLSv1.3");

    private final String protocol;

    Version(String protocol) {
      this.protocol = protocol;
    }

    /** What the JDK calls it. */
    public String protocol() {
      return protocol;
    }
  }

  /** What is wanted of a client's certificate. */
  public enum Policy {
    /** Nothing. */
    NONE,
    /** It is asked for; any will do, and none. */
    REQUEST,
    /** One is needed; any will do. */
    REQUIRE_ANY,
    /** None will do; if one comes, an authority must have issued it. */
    VERIFY_IF_GIVEN,
    /** One is needed, and an authority must have issued it. */
    REQUIRE_AND_VERIFY;

    /** Whether nobody comes in without one. */
    public boolean requires() {
      return this == REQUIRE_ANY || this == REQUIRE_AND_VERIFY;
    }

    /** Whether an authority must have issued it. */
    public boolean verifies() {
      return this == VERIFY_IF_GIVEN || this == REQUIRE_AND_VERIFY;
    }
  }

  /**
   * Which clients come in.
   *
   * @param authorities who may have issued their certificates; empty: whom the JVM trusts
   * @param allowedNames one of these must be a subject alternative name of the certificate; empty: any
   */
  public record Clients(
      Policy policy, List<X509Certificate> authorities, List<String> allowedNames) {
    public Clients {
      authorities = List.copyOf(authorities);
      allowedNames = List.copyOf(allowedNames);
      if (!allowedNames.isEmpty() && !policy.requires()) {
        throw new IllegalArgumentException(
            "allowedNames: with " + policy + " (expected: a policy that requires a certificate)");
      }
    }

    /** Everybody. */
    public static Clients any() {
      return new Clients(Policy.NONE, List.of(), List.of());
    }
  }
}
