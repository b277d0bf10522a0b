package io.icewatch.catalog;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.CatalogAuth;
import io.icewatch.model.CatalogSettings;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.SourceTable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.jdbc.JdbcCatalog;

/**
 * Reads through the cloud parts that are on the class path, against a server on this machine that
 * answers as S3, Glue, GCS or a signed REST catalog would, and prints what came of it.
 *
 * <p>One argument: hadoop, glue, sigv4, s3, gcs, adls or hive.
 */
public final class CloudProbe {
  private static final CatalogAuth NONE = new CatalogAuth.None();

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Map<String, String> objects = new HashMap<>();
  private final HttpServer server;
  private final String base;
  private final Path directory;

  private CloudProbe() throws IOException {
    directory = Files.createTempDirectory("cloud-probe");
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::answer);
    server.start();
    base = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Runs one probe. */
  public static void main(String[] args) throws Exception {
    System.setProperty("aws.accessKeyId", "AKIAPROBE");
    System.setProperty("aws.secretAccessKey", "not-a-secret");
    System.setProperty("aws.region", "eu-central-1");
    new CloudProbe().run(args[0]);
    // The server and some SDKs keep threads.
    System.exit(0);
  }

  private void run(String what) throws Exception {
    Map<String, String> s3 = Map.of(
        "s3.endpoint", base, "client.region", "eu-central-1", "s3.path-style-access", "true");
    switch (what) {
      case "hadoop" -> hadoop();
      case "glue" -> {
        publish("s3://lake/orders");
        Map<String, String> properties = new HashMap<>(s3);
        properties.put("glue.endpoint", base);
        read("glue", "", "s3://lake", properties, NONE, LongHistory.id(0));
      }
      case "sigv4" -> {
        publish("s3://lake/orders");
        CatalogAuth signed = new CatalogAuth.SigV4("eu-central-1", "glue");
        read("rest", base, "", Map.of(), signed, LongHistory.id(0));
      }
      case "s3" -> jdbc("s3://lake/orders", s3);
      case "gcs" -> jdbc("gs://lake/orders", Map.of("gcs.service.host", base, "gcs.no-auth", "true"));
      case "adls" -> jdbc(
          "abfs://lake@account.dfs.core.windows.net/orders",
          Map.of("adls.sas-token.account.dfs.core.windows.net", "sv=probe"));
      case "hive" -> read(
          "hive",
          "thrift://127.0.0.1:" + server.getAddress().getPort(),
          directory.toString(),
          Map.of(),
          NONE,
          1);
      default -> throw new IllegalArgumentException(what);
    }
  }

  /** A warehouse that Hadoop's catalog writes and the reader then reads. */
  private void hadoop() throws Exception {
    String warehouse = directory.resolve("warehouse").toUri().toString();
    Object conf = Class.forName("org.apache.hadoop.conf.Configuration")
        .getDeclaredConstructor()
        .newInstance();
    Catalog catalog = CatalogUtil.loadCatalog(
        "org.apache.iceberg.hadoop.HadoopCatalog", "lake", Map.of("warehouse", warehouse), conf);
    Table table = catalog.createTable(Shelf.ORDERS_ID, Story.SCHEMA);
    long checkpoint = Shelf.append(table, 1);
    Shelf.append(table, 2);
    for (String io : List.of("", Storage.HADOOP_FILE_IO, Storage.RESOLVING_FILE_IO)) {
      Map<String, String> properties = io.isEmpty() ? Map.of() : Map.of("io-impl", io);
      read("hadoop", "", warehouse, properties, NONE, checkpoint);
    }
  }

  /** A JDBC catalog that points to metadata on the storage. */
  private void jdbc(String location, Map<String, String> properties) throws Exception {
    TableMetadata made = publish(location);
    String url = "jdbc:sqlite:" + directory.resolve("catalog.db");
    try (JdbcCatalog catalog = new JdbcCatalog()) {
      catalog.initialize(
          "lake",
          Map.of("uri", url, "warehouse", location, "io-impl", WritingFileIO.class.getName()));
    }
    String sql = "INSERT INTO iceberg_tables (catalog_name, table_namespace, table_name,"
        + " metadata_location) VALUES ('lake', 'sales', 'orders', ?)";
    try (Connection database = DriverManager.getConnection(url);
        PreparedStatement insert = database.prepareStatement(sql)) {
      insert.setString(1, made.metadataFileLocation());
      insert.executeUpdate();
    }
    read("jdbc", url, location, properties, NONE, LongHistory.id(0));
  }

  private TableMetadata publish(String location) {
    TableMetadata made = LongHistory.of(location, 3);
    String json = TableMetadataParser.toJson(made);
    String at = made.metadataFileLocation();
    objects.put("made.metadata.json", json);
    objects.put(
        "AWSGlue.GetTable",
        "{\"Table\":{\"Name\":\"orders\",\"DatabaseName\":\"sales\",\"TableType\":"
            + "\"EXTERNAL_TABLE\",\"Parameters\":{\"table_type\":\"ICEBERG\","
            + "\"metadata_location\":\"" + at + "\"}}}");
    objects.put("/v1/config", "{\"defaults\":{},\"overrides\":{}}");
    objects.put(
        "/namespaces/sales/tables/orders",
        "{\"metadata-location\":\"" + at + "\",\"metadata\":" + json + ",\"config\":{}}");
    return made;
  }

  private void read(
      String type,
      String uri,
      String warehouse,
      Map<String, String> properties,
      CatalogAuth auth,
      long checkpoint) {
    CatalogSettings settings = new CatalogSettings(
        "lake",
        type,
        Optional.of(uri).filter(text -> !text.isEmpty()),
        Optional.of(warehouse).filter(text -> !text.isEmpty()),
        properties,
        Map.of(),
        auth,
        CatalogSettings.Limits.defaults());
    System.out.println(type + " " + properties + " check: " + CatalogCheck.problems(settings));
    try (IcebergSource source =
        new IcebergSource(settings, InstantSource.system(), System::nanoTime, name -> null)) {
      for (int n = 0; n < 2; n++) {
        CatalogAnswer answer = source.read(
            new SourceTable("lake", "sales.orders", "main"),
            new Checkpoint.SnapshotId(checkpoint),
            Optional.empty(),
            Duration.ofSeconds(60));
        System.out.println("  " + answer.outcome() + ": " + answer.message());
        if (answer instanceof CatalogAnswer.Read read) {
          System.out.println("  " + read.view().position().pending());
        }
      }
    }
    requests.forEach(request -> System.out.println("  " + request));
    requests.clear();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
      String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
      String path = exchange.getRequestURI().getPath();
      requests.add(exchange.getRequestMethod() + " " + path + " " + target + " " + authorization);
      boolean aws = authorization.startsWith("AWS4-HMAC-SHA256 Credential=AKIAPROBE/")
          && authorization.contains("/eu-central-1/")
          && authorization.contains("/aws4_request, SignedHeaders=");
      // Google's client is let in without credentials, everybody else must have signed.
      boolean allowed = aws || path.contains("/storage/v1/");
      Optional<String> body = objects.entrySet().stream()
          .filter(each -> target.equals(each.getKey()) || path.endsWith(each.getKey()))
          .map(Map.Entry::getValue)
          .filter(text -> allowed)
          .findFirst();
      byte[] bytes = body.orElse("{}").getBytes(StandardCharsets.UTF_8);
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.getResponseHeaders().set("ETag", "\"1\"");
      exchange.sendResponseHeaders(body.isPresent() ? 200 : 403, head ? -1 : bytes.length);
      if (!head) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }
}
