package io.icewatch.config;

import io.icewatch.model.Credentials;
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
        SecretPlaces.file(auth, "bearerTokenFile").map(Credentials.BearerFile::new);
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
    Optional<Path> file = SecretPlaces.file(basic, "passwordFile");
    if (!basic.names("passwordFile") && basic.clean()) {
      basic.missing("passwordFile", "the path of a file that holds the password");
    }
    return username.flatMap(
        user -> file.map(path -> new Credentials.BasicFile(user.value(), path)));
  }
}
