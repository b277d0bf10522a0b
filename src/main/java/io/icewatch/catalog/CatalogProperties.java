package io.icewatch.catalog;

import io.icewatch.model.CatalogAuth;
import io.icewatch.model.CatalogSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Turns a catalog's settings into the properties that Iceberg wants; pure. */
final class CatalogProperties {
  static final String REST = "rest";
  static final String JDBC = "jdbc";
  static final String HADOOP = "hadoop";

  /** The HTTP client that the AWS SDK's users in Iceberg take when none is named. */
  static final String APACHE_HTTP = "software.amazon.awssdk.http.apache5.Apache5HttpClient";

  /** The small one, which they take when {@code http-client.type} is {@code urlconnection}. */
  static final String URL_CONNECTION =
      "software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient";

  private static final String TOKEN_SERVER = "oauth2-server-uri";

  private static final Map<String, String> CLASSES = Map.of(
      REST,
      "org.apache.iceberg.rest.RESTCatalog",
      JDBC,
      "org.apache.iceberg.jdbc.JdbcCatalog",
      "glue",
      "org.apache.iceberg.aws.glue.GlueCatalog",
      HADOOP,
      "org.apache.iceberg.hadoop.HadoopCatalog",
      "hive",
      "org.apache.iceberg.hive.HiveCatalog");

  private CatalogProperties() {}

  /** The class behind a type: the type's own, or the type itself where it names a class. */
  static String className(String type) {
    return CLASSES.getOrDefault(type, type);
  }

  /** Whether a type is one of the short names. */
  static boolean known(String type) {
    return CLASSES.containsKey(type);
  }

  /**
   * The properties.
   *
   * @param secrets those that {@link Secrets} read
   * @param present whether a class is on the class path
   */
  static Map<String, String> of(
      CatalogSettings settings, Map<String, String> secrets, Predicate<String> present) {
    Map<String, String> all = new HashMap<>(settings.properties());
    all.putAll(secrets);
    settings.uri().ifPresent(uri -> all.put("uri", uri));
    settings.warehouse().ifPresent(warehouse -> all.put("warehouse", warehouse));
    String delegate = all.get("io-impl");
    if (delegate != null) {
      all.put(SourceFileIO.DELEGATE, delegate);
    }
    all.put("io-impl", SourceFileIO.class.getName());
    all.put("cache-enabled", "false");
    if (!all.containsKey("http-client.type")
        && !present.test(APACHE_HTTP)
        && present.test(URL_CONNECTION)) {
      all.put("http-client.type", "urlconnection");
    }
    if (settings.type().equals(REST)) {
      rest(settings, all);
    }
    if (settings.type().equals(JDBC)) {
      // Both would write to the catalog's database: they create tables, or alter them.
      all.put("jdbc.init-catalog-tables", "false");
      all.remove("jdbc.schema-version");
      all.putIfAbsent("clients", Integer.toString(settings.limits().maxConcurrent()));
    }
    return Map.copyOf(all);
  }

  private static void rest(CatalogSettings settings, Map<String, String> all) {
    all.put("rest-metrics-reporting-enabled", "false");
    all.put("snapshot-loading-mode", "all");
    // Iceberg's own default, which it warns of unless it is spelt out.
    settings
        .uri()
        .filter(uri -> !(settings.auth() instanceof CatalogAuth.None))
        .ifPresent(uri -> all.putIfAbsent(
            TOKEN_SERVER, uri + (uri.endsWith("/") ? "" : "/") + "v1/oauth/tokens"));
    CatalogAuth auth = settings.auth();
    if (auth instanceof CatalogAuth.None) {
      all.putIfAbsent("rest.auth.type", "none");
    } else if (auth instanceof CatalogAuth.Bearer) {
      all.put("rest.auth.type", "oauth2");
      // The token is renewed by whoever writes its file.
      all.put("token-refresh-enabled", "false");
    } else if (auth instanceof CatalogAuth.ClientCredentials client) {
      all.put("rest.auth.type", "oauth2");
      client.server().ifPresent(server -> all.put(TOKEN_SERVER, server.toString()));
      client.scope().ifPresent(scope -> all.put("scope", scope));
    } else if (auth instanceof CatalogAuth.SigV4 signed) {
      all.put("rest.auth.type", "sigv4");
      all.put("rest.auth.sigv4.delegate-auth-type", "none");
      all.put("rest.signing-region", signed.region());
      all.put("rest.signing-name", signed.service());
    }
  }
}
