package io.icewatch.config;

import io.icewatch.model.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads how to present oneself to a controller: secrets come from files, never from this one. */
final class Auth {
  private static final String ONE_OF = "exactly one of bearerTokenFile and basic";

  private Auth() {}

  /** The credentials under a key; empty without a report when the key is absent. */
  static Optional<Credentials> read(Section controller, String key) {
    if (!controller.has(key)) {
      if (controller.names(key)) {
        controller.missing(key, ONE_OF);
      }
      return Optional.empty();
    }
    Section auth = controller.section(key);
    boolean bearer = auth.names("bearerTokenFile");
    boolean basic = auth.names("basic");
    if (bearer && basic) {
      auth.scope()
          .findings()
          .problem(auth.path(), auth.at(), "both bearerTokenFile and basic", ONE_OF);
    } else if (!bearer && !basic && auth.clean() && controller.maps(key)) {
      auth.scope().findings().problem(auth.path(), auth.at(), "an empty mapping", ONE_OF);
    }
    Optional<Credentials> token =
        secretFile(auth, "bearerTokenFile").map(Credentials.BearerFile::new);
    Optional<Credentials> password = basic ? basic(auth.section("basic")) : Optional.empty();
    return token.or(() -> password);
  }

  private static Optional<Credentials> basic(Section basic) {
    String expected = "a user name";
    Optional<Text> username = basic.text("username", expected);
    if (!basic.names("username")) {
      basic.missing("username", expected);
    } else if (username.isPresent() && !username.get().value().matches("[^:\\p{Cntrl}]+")) {
      basic.scope().findings().problem(username.get(), expected + " without a colon");
    }
    Optional<Path> file = secretFile(basic, "passwordFile");
    if (!basic.names("passwordFile") && basic.clean()) {
      basic.missing("passwordFile", "the path of a file that holds the password");
    }
    return username.flatMap(
        user -> file.map(path -> new Credentials.BasicFile(user.value(), path)));
  }

  private static Optional<Path> secretFile(Section section, String key) {
    Optional<Text> text = section.text(key, "the path of a file");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    // A variable here may hold the secret itself by mistake: its value is not shown.
    Text written = new Text(
        text.get().written(),
        text.get().written(),
        text.get().path(),
        text.get().at());
    Optional<Path> path = Paths.resolve(section.scope(), text.get().value());
    if (path.isEmpty()) {
      section.scope().findings().problem(written, "the path of a file");
      return Optional.empty();
    }
    Optional<String> trouble = trouble(path.get());
    if (trouble.isPresent() && section.scope().secretsRequired()) {
      section.scope().findings().problem(written, trouble.get());
    } else if (trouble.isPresent()) {
      section.scope().findings().warning(written, trouble.get());
    }
    return path;
  }

  /** What is expected of a secret file that this one is not. */
  private static Optional<String> trouble(Path path) {
    try {
      if (!Files.exists(path)) {
        return Optional.of("a file that exists");
      }
      if (!Files.isRegularFile(path)) {
        return Optional.of("a regular file");
      }
      if (!Files.isReadable(path)) {
        return Optional.of("a file that this user may read");
      }
      return Files.size(path) == 0 ? Optional.of("a file that is not empty") : Optional.empty();
    } catch (IOException | InvalidPathException e) {
      return Optional.of("a file that can be read");
    }
  }
}
