package io.icewatch.bench;

import at.favre.lib.crypto.bcrypt.BCrypt;

/** Prints the bcrypt hash of a password, which is not everywhere at hand. */
public final class Bcrypt {
  private Bcrypt() {}

  /** Arguments: the password and the cost. */
  public static void main(String[] args) {
    System.out.println(
        BCrypt.withDefaults().hashToString(Integer.parseInt(args[1]), args[0].toCharArray()));
  }
}
