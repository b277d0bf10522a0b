package io.icewatch.catalog;

import io.icewatch.model.CatalogAuth;
import io.icewatch.model.CatalogSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Finds what would not work in a catalog's settings, before anything is asked; pure. */
public final class CatalogCheck {
  private static final String HADOOP_CONFIGURATION = "org.apache.hadoop.conf.Configuration";
  private static final String SIGNER = "org.apache.iceberg.aws.RESTSigV4AuthManager";
  private static final Set<String> NEEDS_HADOOP =
      Set.of(Storage.HADOOP_FILE_IO, Storage.RESOLVING_FILE_IO);

  private final CatalogSettings settings;
  private final Predicate<String> present;
  private final List<CatalogProblem> problems = new ArrayList<>();

  private CatalogCheck(CatalogSettings settings, Predicate<String> present) {
    this.settings = settings;
    this.present = present;
  }

  /** Every problem of the settings with the class path as it is. */
  public static List<CatalogProblem> problems(CatalogSettings settings) {
    return problems(settings, TableLoader::present);
  }

  /**
   * Every problem, each with its path, the value found and what was expected.
   *
   * @param present whether a class is on the class path
   */
  static List<CatalogProblem> problems(CatalogSettings settings, Predicate<String> present) {
    CatalogCheck check = new CatalogCheck(settings, present);
    check.type();
    check.addresses();
    check.properties();
    check.storage();
    check.auth();
    return List.copyOf(check.problems);
  }

  private void type() {
    String type = settings.type();
    if (!CatalogProperties.known(type) && type.indexOf('.') < 0) {
      problem("type", type, "rest, jdbc, glue, hadoop, hive, or the name of a class");
      return;
    }
    needs("type", type, CatalogProperties.className(type));
    if (type.equals("glue")) {
      needs("type", type, "software.amazon.awssdk.services.glue.GlueClient");
      aws("type", type, CatalogProperties.className(type));
    }
    if (type.equals("hadoop") || type.equals("hive")) {
      needs("type", type, HADOOP_CONFIGURATION);
    }
    if (type.equals("hive")) {
      needs("type", type, "org.apache.hadoop.hive.metastore.IMetaStoreClient");
      needs("type", type, "org.apache.hadoop.mapred.JobConf");
    }
  }

  private void addresses() {
    String uri = settings.uri().orElse("");
    if (settings.type().equals(CatalogProperties.REST) && !http(uri)) {
      problem(
          "uri",
          uri.isEmpty() ? "nothing" : uri,
          "http://... or https://..., the address that v1/config is under");
    }
    if (settings.type().equals(CatalogProperties.JDBC)) {
      if (!uri.startsWith("jdbc:")) {
        problem("uri", uri.isEmpty() ? "nothing" : uri, "a JDBC URL, jdbc:...");
      } else if (!Artefacts.driver(uri).isEmpty()) {
        needs("uri", uri, Artefacts.driver(uri));
      }
      if (settings.warehouse().isEmpty()) {
        problem("warehouse", "nothing", "a location; a JDBC catalog does not open without");
      }
    }
    if (settings.type().equals(CatalogProperties.HADOOP) && settings.warehouse().isEmpty()) {
      problem("warehouse", "nothing", "the location that holds the tables");
    }
  }

  private static boolean http(String uri) {
    try {
      String scheme = URI.create(uri).getScheme();
      return ("http".equals(scheme) || "https".equals(scheme))
          && URI.create(uri).getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void properties() {
    refuse("jdbc.schema-version", "left out: it alters the catalog's tables");
    if ("true".equals(settings.properties().get("jdbc.init-catalog-tables"))) {
      refuse("jdbc.init-catalog-tables", "left out: it creates tables, and this only reads");
    }
    if ("refs".equalsIgnoreCase(settings.properties().get("snapshot-loading-mode"))) {
      refuse("snapshot-loading-mode", "left out: with refs a compaction looks like new data");
    }
    refuse("rest.client.socket-timeout-ms", "limits.readTimeout");
    refuse("rest.client.connection-timeout-ms", "limits.connectTimeout");
    refuse("rest.client.max-retries", "left out: a read that failed is asked at the next turn");
    refuse(
        "rest.client.tls.configurer-impl",
        "left out: the JVM's trust store is used, javax.net.ssl.trustStore");
    settings.secrets().keySet().stream()
        .filter(settings.properties()::containsKey)
        .sorted()
        .forEach(name -> problems.add(new CatalogProblem(
            path("secrets." + name), "also in properties", "in one of the two")));
  }

  private void refuse(String name, String expected) {
    String value = settings.properties().get(name);
    if (value != null) {
      problem("properties." + name, value, expected);
    }
  }

  private void storage() {
    String io = settings.properties().get("io-impl");
    if (io != null) {
      needs("properties.io-impl", io, io);
      if (NEEDS_HADOOP.contains(io)) {
        needs("properties.io-impl", io, HADOOP_CONFIGURATION);
      }
      s3("properties.io-impl", io);
      return;
    }
    String warehouse = settings.warehouse().orElse("");
    // A REST catalog's warehouse is a name, and its metadata come by HTTP.
    if (!settings.type().equals(CatalogProperties.REST) && !Storage.local(warehouse)) {
      String needed = Storage.fileIo(warehouse);
      needs("warehouse", warehouse, needed);
      if (needed.equals(Storage.HADOOP_FILE_IO)) {
        needs("warehouse", warehouse, HADOOP_CONFIGURATION);
      }
      s3("warehouse", needed);
    }
  }

  private void s3(String key, String io) {
    if (io.equals("org.apache.iceberg.aws.s3.S3FileIO") && !settings.type().equals("glue")) {
      aws(key, io, io);
    }
  }

  /** Everything of Iceberg's for AWS fails at its first use unless all of these are there. */
  private void aws(String key, String value, String user) {
    if (!present.test(user)) {
      return;
    }
    needs(key, value, "software.amazon.awssdk.services.s3.S3Client");
    needs(key, value, "software.amazon.awssdk.services.kms.KmsClient");
    needs(key, value, "software.amazon.awssdk.services.sts.StsClient");
    String client = settings.properties().getOrDefault("http-client.type", "");
    if (client.equals("urlconnection")) {
      needs("properties.http-client.type", client, CatalogProperties.URL_CONNECTION);
    } else if (client.equals("apache")) {
      needs("properties.http-client.type", client, CatalogProperties.APACHE_HTTP);
    } else if (!present.test(CatalogProperties.APACHE_HTTP)) {
      needs(key, value, CatalogProperties.URL_CONNECTION);
    }
  }

  private void auth() {
    CatalogAuth auth = settings.auth();
    if (!(auth instanceof CatalogAuth.None) && !settings.type().equals(CatalogProperties.REST)) {
      problem("auth", settings.type(), "type rest; other types take properties and secrets");
    }
    if (auth instanceof CatalogAuth.SigV4) {
      needs("auth.sigv4", "sigv4", SIGNER);
      aws("auth.sigv4", "sigv4", SIGNER);
    }
  }

  private void needs(String key, String value, String type) {
    if (!present.test(type)) {
      String artefact = Artefacts.of(type);
      problem(
          key,
          value,
          artefact.equals(type)
              ? "class " + type + " on the class path"
              : artefact + " on the class path, for " + type);
    }
  }

  private void problem(String key, String value, String expected) {
    problems.add(new CatalogProblem(path(key), Redaction.of(value), expected));
  }

  private String path(String key) {
    return "catalogs." + settings.name() + "." + key;
  }
}
