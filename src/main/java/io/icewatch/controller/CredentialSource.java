package io.icewatch.controller;

import io.icewatch.model.Credentials;
import io.icewatch.model.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * The credentials of one kind of call, read from their file again at most once a second: tokens
 * rotate. The text is compared by reading it, for a file can change within its time-stamp's
 * granularity. May be used from any thread.
 */
final class CredentialSource {
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final int LONGEST = 65_536;

  private final String setting;
  private final Credentials credentials;
  private final InstantSource clock;
  // Two threads may read the file at once and write the same: no lock is held while reading.
  private volatile Known known = new Known(Instant.MIN, new Authorization.None());

  private record Known(Instant since, Authorization authorization) {
    boolean isFresh(Instant now) {
      // A clock that was set back must not make it last.
      return !now.isBefore(since) && now.isBefore(since.plus(FRESH));
    }
  }

  /**
   * Reads nothing yet.
   *
   * @param setting the settings' path in messages: {@code auth}
   */
  CredentialSource(String setting, Credentials credentials, InstantSource clock) {
    this.setting = setting;
    this.credentials = credentials;
    this.clock = clock;
  }

  Authorization current() {
    Instant now = clock.instant();
    Known latest = known;
    if (latest.isFresh(now)) {
      return latest.authorization();
    }
    Authorization read = read();
    known = new Known(now, read);
    return read;
  }

  private Authorization read() {
    if (credentials instanceof Credentials.BearerFile bearer) {
      String name = setting + ".bearerTokenFile";
      Path file = bearer.tokenFile();
      return read(name, file, "token", text -> Authorization.bearer(name, file, text));
    }
    if (credentials instanceof Credentials.BasicFile basic) {
      String name = setting + ".basic.passwordFile";
      Path file = basic.passwordFile();
      if (basic.username().indexOf(':') >= 0) {
        // It ends the user's name in the header (RFC 7617).
        String found = setting + ".basic.username: " + Excerpt.of(basic.username(), 80);
        return new Authorization.Missing(
            new Failure.NotAsked(found + " (expected: a name without a colon)"));
      }
      return read(
          name, file, "password", text -> Authorization.basic(name, file, basic.username(), text));
    }
    return new Authorization.None();
  }

  private static Authorization read(
      String name, Path file, String what, Function<String, Authorization> use) {
    String expected = "a readable file with a " + what;
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        return Authorization.missing(name, file, "is no regular file", expected);
      }
      try (InputStream in = Files.newInputStream(file)) {
        byte[] octets = in.readNBytes(LONGEST + 1);
        return octets.length > LONGEST
            ? Authorization.missing(name, file, "is longer than 64 KiB", expected)
            : use.apply(new String(octets, StandardCharsets.UTF_8));
      }
    } catch (NoSuchFileException e) {
      return Authorization.missing(name, file, "does not exist", expected);
    } catch (IOException e) {
      String problem = "cannot be read, " + e.getClass().getSimpleName();
      return Authorization.missing(name, file, problem, expected);
    }
  }
}
