package io.icewatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PasswordsTest {
  private final Passwords passwords =
      new Passwords(Map.of("anna", BCrypt.withDefaults().hashToString(4, "right".toCharArray())));

  @Test
  void onlyTheRightPasswordOfAUserIsRight() {
    assertThat(passwords.check(given("anna", "right"))).isTrue();
    assertThat(passwords.check(given("anna", "wrong"))).isFalse();
    assertThat(passwords.check(given("berta", "right"))).isFalse();
  }

  @Test
  void whatWasRightIsKnownAgainAndNothingElse() {
    Passwords.Credentials right = given("anna", "right");
    assertThat(passwords.known(right, passwords.digest(right))).isFalse();
    passwords.check(right);
    assertThat(passwords.known(right, passwords.digest(right))).isTrue();
    Passwords.Credentials wrong = given("anna", "wrong");
    assertThat(passwords.known(wrong, passwords.digest(wrong))).isFalse();
  }

  @Test
  void whatWasWrongIsKnownAgainForAWhile() {
    ByteBuffer wrong = passwords.digest(given("anna", "wrong"));
    assertThat(passwords.wrong(wrong)).isFalse();
    passwords.settled(wrong, false);
    assertThat(passwords.wrong(wrong)).isTrue();
    passwords.settled(passwords.digest(given("anna", "right")), true);
    assertThat(passwords.wrong(passwords.digest(given("anna", "right")))).isFalse();
  }

  @Test
  void aUserAndAPasswordDoNotRunTogether() {
    assertThat(passwords.digest(given("a", "bc"))).isNotEqualTo(passwords.digest(given("ab", "c")));
  }

  @Test
  void noPasswordIsInTheText() {
    assertThat(given("anna", "hunter2").toString()).isEqualTo("anna");
  }

  private static Passwords.Credentials given(String user, String password) {
    return new Passwords.Credentials(user, password);
  }
}
