package io.icewatch.config;

import io.icewatch.model.CatalogAuth;
import io.icewatch.model.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads how to present oneself to a REST catalog. */
final class CatalogAuths {
  private static final String ONE_OF =
      "exactly one of bearerTokenFile, bearerTokenEnv, oauth2 and sigv4";

  private CatalogAuths() {}

  /** What stands under {@code auth}; none when it is absent or wrong. */
  static CatalogAuth read(Section catalog) {
    if (!catalog.has("auth")) {
      if (catalog.names("auth")) {
        catalog.missing("auth", ONE_OF);
      }
      return new CatalogAuth.None();
    }
    Section auth = catalog.section("auth");
    List<String> ways = Stream.of("bearerTokenFile", "bearerTokenEnv", "oauth2", "sigv4")
        .filter(auth::names)
        .toList();
    if (ways.size() > 1 || (ways.isEmpty() && auth.clean() && catalog.maps("auth"))) {
      auth.scope()
          .findings()
          .problem(
              auth.path(),
              auth.at(),
              ways.isEmpty() ? "an empty mapping" : String.join(" and ", ways),
              ONE_OF);
      return new CatalogAuth.None();
    }
    Optional<CatalogAuth> read =
        SecretPlaces.either(auth, "bearerTokenFile", "bearerTokenEnv").map(CatalogAuth.Bearer::new);
    for (String way : List.of("oauth2", "sigv4")) {
      if (auth.names(way)) {
        Section given = auth.section(way);
        if (auth.maps(way) || !auth.has(way)) {
          read = way.equals("oauth2") ? oauth2(given) : sigv4(given);
        }
      }
    }
    return read.orElse(new CatalogAuth.None());
  }

  private static Optional<CatalogAuth> oauth2(Section oauth2) {
    Optional<String> clientId = word(oauth2, "clientId", "the client's id");
    Optional<String> scope = word(oauth2, "scope", "the scope to ask for");
    Optional<URI> server =
        Addresses.endpoint(oauth2, "server", "the http or https URL that tokens are fetched from");
    if (!oauth2.names("clientSecretFile") && !oauth2.names("clientSecretEnv") && oauth2.clean()) {
      oauth2.missing("clientSecretFile", "the path of a file that holds the client's secret");
    }
    Optional<Secret> secret = SecretPlaces.either(oauth2, "clientSecretFile", "clientSecretEnv");
    return secret.map(place -> new CatalogAuth.ClientCredentials(clientId, place, server, scope));
  }

  private static Optional<CatalogAuth> sigv4(Section sigv4) {
    Optional<String> region = required(sigv4, "region", "an AWS region such as eu-central-1");
    Optional<String> service =
        required(sigv4, "service", "the signing name, such as glue, s3tables or execute-api");
    return region.flatMap(where -> service.map(signed -> new CatalogAuth.SigV4(where, signed)));
  }

  private static Optional<String> required(Section section, String key, String expected) {
    if (!section.names(key)) {
      section.missing(key, expected);
    }
    return word(section, key, expected);
  }

  private static Optional<String> word(Section section, String key, String expected) {
    Optional<Text> text = section.text(key, expected);
    if (text.isPresent() && text.get().value().isBlank()) {
      section.scope().findings().problem(text.get(), expected);
      return Optional.empty();
    }
    return text.map(Text::value);
  }
}
