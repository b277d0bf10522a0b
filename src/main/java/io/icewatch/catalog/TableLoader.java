package io.icewatch.catalog;

import io.icewatch.model.CatalogSettings;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.rest.RESTCatalog;
import org.apache.iceberg.rest.RESTClient;
import org.apache.iceberg.rest.RESTUtil;
import org.apache.iceberg.rest.auth.AuthSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of Iceberg's catalogs, opened, with the secrets of that moment. */
final class TableLoader {
  private static final Logger LOG = LoggerFactory.getLogger(TableLoader.class);
  private static final String HADOOP_CONFIGURATION = "org.apache.hadoop.conf.Configuration";

  private final Catalog catalog;
  private final Map<String, String> secrets;
  private final boolean versioned;

  private TableLoader(Catalog catalog, Map<String, String> secrets, boolean versioned) {
    this.catalog = catalog;
    this.secrets = secrets;
    this.versioned = versioned;
  }

  /** Opens the catalog; a REST catalog is asked for its configuration and perhaps a token. */
  static TableLoader open(CatalogSettings settings, Map<String, String> secrets) {
    Map<String, String> properties = CatalogProperties.of(settings, secrets, TableLoader::present);
    if (settings.type().equals(CatalogProperties.REST)) {
      RESTCatalog rest = new RESTCatalog(client(settings));
      rest.initialize(settings.name(), properties);
      return new TableLoader(rest, secrets, true);
    }
    Catalog catalog = CatalogUtil.loadCatalog(
        CatalogProperties.className(settings.type()),
        settings.name(),
        properties,
        hadoopConfiguration());
    // A Hadoop catalog counts its metadata files from 1: the same name after a drop and a create.
    return new TableLoader(catalog, secrets, !settings.type().equals(CatalogProperties.HADOOP));
  }

  private static Function<Map<String, String>, RESTClient> client(CatalogSettings settings) {
    HttpClient.Builder http = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(settings.limits().connectTimeout());
    String proxy = settings.properties().get("rest.client.proxy.hostname");
    if (proxy != null) {
      int port =
          Integer.parseInt(settings.properties().getOrDefault("rest.client.proxy.port", "3128"));
      http.proxy(ProxySelector.of(new InetSocketAddress(proxy, port)));
    }
    HttpClient shared = http.build();
    return config -> new JdkRestClient(
        shared,
        URI.create(RESTUtil.stripTrailingSlash(config.getOrDefault("uri", ""))),
        RESTUtil.configHeaders(config),
        settings.limits().readTimeout(),
        AuthSession.EMPTY);
  }

  /** Whether a class is on the class path; it is not loaded, for what it needs may be missing. */
  static boolean present(String name) {
    return TableLoader.class.getClassLoader().getResource(name.replace('.', '/') + ".class")
        != null;
  }

  /** Hadoop's and Hive's catalogs fail with a null pointer unless they are given one. */
  private static @Nullable Object hadoopConfiguration() {
    try {
      return Class.forName(HADOOP_CONFIGURATION).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      return null;
    }
  }

  /** Whether it was opened with these secrets. */
  boolean openedWith(Map<String, String> current) {
    return secrets.equals(current);
  }

  /**
   * Loads a table.
   *
   * @param known the marker of the version that is known
   * @throws Unchanged when that is the current version
   */
  Loaded load(TableIdentifier id, Optional<String> known) {
    Question question = new Question(versioned ? known : Optional.empty());
    Table table = question.ask(() -> catalog.loadTable(id));
    if (!(table instanceof BaseTable base)) {
      throw new IllegalStateException(
          id + ": " + table.getClass().getSimpleName() + " (expected: a table with metadata)");
    }
    return new Loaded(
        base.operations().current(), base.io(), versioned ? question.found() : Optional.empty());
  }

  /** Closes the catalog; never throws. */
  void close() {
    if (catalog instanceof Closeable closeable) {
      try {
        closeable.close();
      } catch (IOException | RuntimeException e) {
        LOG.debug("Closing catalog {}: {}", catalog.name(), Outcomes.words(e));
      }
    }
  }
}
