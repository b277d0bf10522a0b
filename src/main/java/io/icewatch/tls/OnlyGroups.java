package io.icewatch.tls;

import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Forbids every named group but some; the JDK's own constraints go on holding beside it.
 *
 * <p>The JDK lets nobody set the groups of one engine before version 20. It asks about each by its
 * name, though, as one algorithm of the key agreement.
 *
 * @param groups by IANA's names, as the JDK has them
 */
record OnlyGroups(List<String> groups) implements AlgorithmConstraints {
  private static final List<String> ALL = List.of(
      "secp256r1",
      "secp384r1",
      "secp521r1",
      "x25519",
      "x448",
      "ffdhe2048",
      "ffdhe3072",
      "ffdhe4096",
      "ffdhe6144",
      "ffdhe8192",
      "X25519MLKEM768",
      "SecP256r1MLKEM768",
      "SecP384r1MLKEM1024");

  @Override
  public boolean permits(
      Set<CryptoPrimitive> primitives, String algorithm, @Nullable AlgorithmParameters parameters) {
    return !primitives.contains(CryptoPrimitive.KEY_AGREEMENT)
        || groups.contains(algorithm)
        || !ALL.contains(algorithm);
  }

  @Override
  public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
    return true;
  }

  @Override
  public boolean permits(
      Set<CryptoPrimitive> primitives,
      String algorithm,
      Key key,
      @Nullable AlgorithmParameters parameters) {
    return permits(primitives, algorithm, parameters);
  }
}
