package io.icewatch.web;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The users and the bcrypt hashes of their passwords; may be called from any thread.
 *
 * <p>A password that was right is known again by a keyed digest, one for each user, so that only
 * wrong ones cost bcrypt's time each time. The key is of this process and never leaves it.
 */
final class Passwords {
  private static final String DIGEST = "HmacSHA256";

  private final Map<String, String> hashes;
  private final SecretKeySpec key;
  private final Map<String, byte[]> right = new ConcurrentHashMap<>();

  /** What somebody presented. */
  record Credentials(String user, String password) {}

  /**
   * Of those users.
   *
   * @param hashes by user, at least one
   */
  Passwords(Map<String, String> hashes) {
    this.hashes = Map.copyOf(hashes);
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    this.key = new SecretKeySpec(secret, DIGEST);
  }

  /** Whether these were right before; microseconds. */
  boolean known(Credentials given) {
    byte[] digest = right.get(given.user());
    return digest != null && MessageDigest.isEqual(digest, digest(given));
  }

  /** Whether these are right; as long as bcrypt takes, for an unknown user too. */
  boolean check(Credentials given) {
    String hash = hashes.get(given.user());
    String against = hash == null ? hashes.values().iterator().next() : hash;
    boolean matches = matches(given.password(), against);
    if (hash == null || !matches) {
      return false;
    }
    right.put(given.user(), digest(given));
    return true;
  }

  /** As Go's bcrypt does it: of the version the hash says, and of a long password the start. */
  private static boolean matches(String password, String hash) {
    BCrypt.Version version = BCrypt.Version.VERSION_2A;
    return BCrypt.verifyer(version, LongPasswordStrategies.truncate(version))
        .verify(password.getBytes(StandardCharsets.UTF_8), hash.getBytes(StandardCharsets.US_ASCII))
        .verified;
  }

  private byte[] digest(Credentials given) {
    try {
      Mac mac = Mac.getInstance(DIGEST);
      mac.init(key);
      mac.update(given.user().getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(given.password().getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(DIGEST + ": not there (expected: in every JDK)", e);
    }
  }
}
