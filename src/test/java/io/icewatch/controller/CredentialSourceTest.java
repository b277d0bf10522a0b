package io.icewatch.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialSourceTest {
  @TempDir
  Path directory;

  private Path file;
  private Instant now = Instant.parse("2026-03-01T00:00:00Z");

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "'st-key-secret', 'Bearer st-key-secret'",
    "'  st-key-secret\n\n', 'Bearer st-key-secret'",
    "'Basic dXNlcjpwYXNz\n', 'Basic dXNlcjpwYXNz'",
    "'Bearer st-key-secret', 'Bearer st-key-secret'"
  })
  void aTokenFileMakesTheHeader(String text, String header) throws IOException {
    Files.writeString(file, text);

    assertThat(value(bearer().current())).isEqualTo(header);
  }

  @Test
  void aPasswordFileMakesTheHeaderWithoutItsLineEnd() throws IOException {
    Files.writeString(file, " pass\u00e9 word \r\n");

    // base64 of "user: passé word " in UTF-8
    assertThat(value(basic("user").current())).isEqualTo("Basic dXNlcjogcGFzc8OpIHdvcmQg");
  }

  @Test
  void aTokenFileIsReadAgainWhenItChanges() throws IOException {
    CredentialSource source = bearer();
    Files.writeString(file, "token-one");
    assertThat(value(source.current())).isEqualTo("Bearer token-one");

    Files.writeString(file, "token-two");
    assertThat(value(source.current())).isEqualTo("Bearer token-one");
    now = now.plus(Duration.ofSeconds(1));
    assertThat(value(source.current())).isEqualTo("Bearer token-two");
  }

  @Test
  void aClockSetBackDoesNotKeepAnOldToken() throws IOException {
    CredentialSource source = bearer();
    Files.writeString(file, "token-one");
    assertThat(value(source.current())).isEqualTo("Bearer token-one");

    Files.writeString(file, "token-two");
    now = now.minus(Duration.ofHours(1));
    assertThat(value(source.current())).isEqualTo("Bearer token-two");
  }

  @Test
  void aMissingFileIsNamedAndFoundOnceItIsThere() throws IOException {
    CredentialSource source = bearer();
    assertThat(message(source.current()))
        .isEqualTo("auth.bearerTokenFile: "
            + file
            + " does not exist (expected: a readable file with a token)");

    Files.writeString(file, "token-one");
    now = now.plus(Duration.ofSeconds(1));
    assertThat(value(source.current())).isEqualTo("Bearer token-one");
  }

  @Test
  void aFileWithoutATokenIsRefused() throws IOException {
    Files.writeString(file, " \n");
    assertThat(message(bearer().current())).contains("is empty");

    Files.writeString(file, "token-one\ntoken-two");
    assertThat(message(bearer().current())).contains("holds something else").doesNotContain("one");

    Files.writeString(file, "tök\u00e9n");
    assertThat(message(bearer().current())).contains("holds something else");

    Files.writeString(file, "x".repeat(70_000));
    assertThat(message(bearer().current())).contains("is longer than 64 KiB");

    file = directory;
    assertThat(message(bearer().current())).contains("is no regular file");
  }

  @Test
  void anEmptyPasswordIsRefused() throws IOException {
    Files.writeString(file, "\n");

    assertThat(message(basic("user").current()))
        .isEqualTo("auth.basic.passwordFile: "
            + file
            + " is empty (expected: a readable file with a password)");
  }

  @Test
  void aUsernameWithAColonIsRefused() throws IOException {
    Files.writeString(file, "password");

    assertThat(message(basic("us:er").current()))
        .isEqualTo("auth.basic.username: us:er (expected: a name without a colon)");
  }

  @Test
  void noCredentialsMakeNoHeader() {
    assertThat(new CredentialSource("auth", new Credentials.None(), () -> now).current())
        .isEqualTo(new Authorization.None());
  }

  @Test
  void theHeaderNeverShows() throws IOException {
    Files.writeString(file, "token-one");

    assertThat(bearer().current()).asString().doesNotContain("token-one");
  }

  private CredentialSource bearer() {
    return new CredentialSource("auth", new Credentials.BearerFile(file), () -> now);
  }

  private CredentialSource basic(String user) {
    return new CredentialSource("auth", new Credentials.BasicFile(user, file), () -> now);
  }

  private static String value(Authorization authorization) {
    return ((Authorization.Header) authorization).value();
  }

  private static String message(Authorization authorization) {
    return ((Authorization.Missing) authorization).why().message();
  }
}
