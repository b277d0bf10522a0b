package io.icewatch.web;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The users and the bcrypt hashes of their passwords. {@link #check} may be called from any thread,
 * the rest by one.
 *
 * <p>A password that was right is known again by a keyed digest, one for each user; wrong ones are
 * known again for a while, in a fixed space, and so are those that were turned away unchecked. The
 * key is of this process and never leaves it.
 */
final class Passwords {
  private static final String DIGEST = "HmacSHA256";

  private final Map<String, String> hashes;

  /** In an order that does not depend on the JVM: what an unknown user is checked against. */
  private final List<String> decoys;

  private final SecretKeySpec key;
  private final Map<String, byte[]> right = new ConcurrentHashMap<>();
  private final Recent wrong = new Recent();
  private final Recent turnedAway = new Recent();

  /** What somebody presented. */
  record Credentials(String user, String password) {
    /** Without the password. */
    @Override
    public String toString() {
      return user;
    }
  }

  /**
   * Of those users.
   *
   * @param hashes by user, at least one
   */
  Passwords(Map<String, String> hashes) {
    this.hashes = Map.copyOf(hashes);
    this.decoys = List.copyOf(new TreeMap<>(hashes).values());
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    this.key = new SecretKeySpec(secret, DIGEST);
  }

  /** By which these are known again. */
  ByteBuffer digest(Credentials given) {
    return ByteBuffer.wrap(keyed(given.user(), given.password())).asReadOnlyBuffer();
  }

  /** Whether these were right before; microseconds. */
  boolean known(Credentials given, ByteBuffer digest) {
    byte[] before = right.get(given.user());
    byte[] now = new byte[digest.remaining()];
    digest.duplicate().get(now);
    return before != null && MessageDigest.isEqual(before, now);
  }

  /** Whether these were wrong a short time ago. */
  boolean wrong(ByteBuffer digest) {
    return wrong.contains(digest.getLong(0));
  }

  /** Notes what a check found. */
  void settled(ByteBuffer digest, boolean found) {
    if (!found) {
      wrong.add(digest.getLong(0));
    }
  }

  /** Whether these were turned away a short time ago. */
  boolean turnedAway(ByteBuffer digest) {
    return turnedAway.contains(digest.getLong(0));
  }

  /** Notes that these were. */
  void turnAway(ByteBuffer digest) {
    turnedAway.add(digest.getLong(0));
  }

  /**
   * Whether these are right; as long as bcrypt takes. A user who does not exist costs what one of
   * those costs who do, always the same one.
   */
  boolean check(Credentials given) {
    String hash = hashes.get(given.user());
    boolean matches = matches(given.password(), hash == null ? decoy(given.user()) : hash);
    if (hash == null || !matches) {
      return false;
    }
    right.put(given.user(), keyed(given.user(), given.password()));
    return true;
  }

  private String decoy(String user) {
    long number = ByteBuffer.wrap(keyed(user, "")).getLong();
    return decoys.get(Math.floorMod(number, decoys.size()));
  }

  /** As Go's bcrypt does it: of the version the hash says, and of a long password the start. */
  private static boolean matches(String password, String hash) {
    BCrypt.Version version = BCrypt.Version.VERSION_2A;
    return BCrypt.verifyer(version, LongPasswordStrategies.truncate(version))
        .verify(password.getBytes(StandardCharsets.UTF_8), hash.getBytes(StandardCharsets.US_ASCII))
        .verified;
  }

  private byte[] keyed(String user, String password) {
    try {
      Mac mac = Mac.getInstance(DIGEST);
      mac.init(key);
      mac.update(user.getBytes(StandardCharsets.UTF_8));
      // No user's name holds it: the two cannot run together.
      mac.update((byte) ':');
      return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(DIGEST + ": not there (expected: in every JDK)", e);
    }
  }
}
