package io.icewatch.config;

import io.icewatch.model.CatalogAuth;
import io.icewatch.model.CatalogSettings;
import io.icewatch.model.Secret;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** The catalogs as {@link Shown} has them. */
final class ShownCatalog {
  private ShownCatalog() {}

  static Fields all(List<CatalogSettings> catalogs) {
    Fields fields = new Fields();
    catalogs.forEach(catalog -> fields.put(catalog.name(), of(catalog)));
    return fields;
  }

  private static Fields of(CatalogSettings catalog) {
    Fields properties = new Fields();
    new TreeMap<>(catalog.properties())
        .forEach((name, value) -> properties.put(name, property(name, value)));
    Fields secrets = new Fields();
    new TreeMap<>(catalog.secrets())
        .forEach((name, secret) -> secrets.put(name, place(new Fields(), "file", "env", secret)));
    return new Fields()
        .put("type", catalog.type())
        .put("uri", catalog.uri().map(Shown::address))
        .put("warehouse", catalog.warehouse().map(Shown::address))
        .put("properties", properties)
        .put("secrets", secrets)
        .put("auth", auth(catalog.auth()))
        .put("limits", limits(catalog.limits()));
  }

  /** A header that is sent along may hold anything. */
  private static String property(String name, String value) {
    return LiteralSecrets.named(name) || name.toLowerCase(Locale.ROOT).startsWith("header.")
        ? Shown.HIDDEN
        : Shown.address(value);
  }

  private static Fields place(Fields fields, String file, String variable, Secret secret) {
    return secret instanceof Secret.InFile inFile
        ? fields.put(file, inFile.file())
        : fields.put(variable, ((Secret.InEnvironment) secret).variable());
  }

  private static Fields auth(CatalogAuth auth) {
    if (auth instanceof CatalogAuth.Bearer bearer) {
      return place(new Fields(), "bearerTokenFile", "bearerTokenEnv", bearer.token());
    }
    if (auth instanceof CatalogAuth.ClientCredentials client) {
      Fields fields = new Fields().put("clientId", client.clientId());
      place(fields, "clientSecretFile", "clientSecretEnv", client.clientSecret());
      return new Fields()
          .put(
              "oauth2",
              fields
                  .put("server", client.server().map(URI::toString).map(Shown::address))
                  .put("scope", client.scope()));
    }
    if (auth instanceof CatalogAuth.SigV4 sigV4) {
      return new Fields()
          .put("sigv4", new Fields().put("region", sigV4.region()).put("service", sigV4.service()));
    }
    return new Fields();
  }

  private static Fields limits(CatalogSettings.Limits limits) {
    return new Fields()
        .put("maxConcurrent", limits.maxConcurrent())
        .put("requestsPerSecond", limits.requestsPerSecond())
        .put("connectTimeout", limits.connectTimeout())
        .put("readTimeout", limits.readTimeout())
        .put("maxManifestLists", limits.maxManifestLists());
  }
}
