package io.icewatch.sandbox;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NamespaceNotEmptyException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.rest.CatalogHandlers;
import org.apache.iceberg.rest.Endpoint;
import org.apache.iceberg.rest.RESTCatalogProperties.SnapshotMode;
import org.apache.iceberg.rest.RESTSerializers;
import org.apache.iceberg.rest.RESTUtil;
import org.apache.iceberg.rest.requests.CreateNamespaceRequest;
import org.apache.iceberg.rest.requests.CreateTableRequest;
import org.apache.iceberg.rest.requests.UpdateTableRequest;
import org.apache.iceberg.rest.responses.ConfigResponse;
import org.apache.iceberg.rest.responses.ErrorResponse;
import org.apache.iceberg.rest.responses.LoadTableResponse;

/**
 * Serves a catalog over HTTP by the Iceberg REST specification: enough of it to create, commit to,
 * load and drop tables, with ETag, 304 and gzip.
 */
public final class RestCatalogServer implements AutoCloseable {
  private static final ObjectMapper JSON = json();
  private static final int LEAST_ZIPPED = 1024;

  private final Catalog catalog;
  private final Consumer<Served> log;
  private final HttpServer server;
  private final ExecutorService threads;

  /**
   * One answered request.
   *
   * @param bytes of the body as it was sent
   */
  public record Served(String method, String path, int status, long bytes) {}

  private record Reply(int status, Object body, String etag) {
    static Reply ok(Object body) {
      return new Reply(200, body, "");
    }

    static Reply nothing() {
      return new Reply(204, "", "");
    }
  }

  /**
   * Starts to serve.
   *
   * @param catalog holds the tables; it must support namespaces, and stays the caller's to close
   * @param address where to listen; port 0 for any
   * @param log is told of each answered request
   */
  public RestCatalogServer(Catalog catalog, InetSocketAddress address, Consumer<Served> log)
      throws IOException {
    this.catalog = catalog;
    this.log = log;
    this.threads = Executors.newFixedThreadPool(4, task -> {
      Thread thread = new Thread(task, "rest-catalog");
      thread.setDaemon(true);
      return thread;
    });
    this.server = HttpServer.create(address, 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /** The address that a client is configured with. */
  public URI uri() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static ObjectMapper json() {
    ObjectMapper mapper = new ObjectMapper();
    mapper.setVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY);
    mapper.configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
    mapper.setPropertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE);
    RESTSerializers.registerAll(mapper);
    return mapper;
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply;
      try {
        reply = answer(exchange);
      } catch (NoSuchTableException | NoSuchNamespaceException e) {
        reply = error(404, e);
      } catch (AlreadyExistsException | CommitFailedException | NamespaceNotEmptyException e) {
        reply = error(409, e);
      } catch (IllegalArgumentException e) {
        reply = error(400, e);
      } catch (RuntimeException e) {
        reply = error(500, e);
      }
      send(exchange, reply);
    }
  }

  private static Reply error(int status, Exception failure) {
    return new Reply(
        status,
        ErrorResponse.builder()
            .responseCode(status)
            .withType(failure.getClass().getSimpleName())
            .withMessage(String.valueOf(failure.getMessage()))
            .build(),
        "");
  }

  private Reply answer(HttpExchange exchange) throws IOException {
    List<String> path = Arrays.asList(exchange.getRequestURI().getRawPath().split("/"));
    String method = exchange.getRequestMethod();
    if (path.equals(List.of("", "v1", "config"))) {
      return Reply.ok(ConfigResponse.builder()
          .withEndpoints(List.of(
              Endpoint.V1_LOAD_TABLE,
              Endpoint.V1_CREATE_TABLE,
              Endpoint.V1_UPDATE_TABLE,
              Endpoint.V1_DELETE_TABLE,
              Endpoint.V1_TABLE_EXISTS,
              Endpoint.V1_LIST_TABLES,
              Endpoint.V1_CREATE_NAMESPACE,
              Endpoint.V1_LIST_NAMESPACES,
              Endpoint.V1_LOAD_NAMESPACE))
          .build());
    }
    if (path.size() < 3 || !path.get(2).equals("namespaces")) {
      return error(404, new IllegalArgumentException("no such route: " + exchange.getRequestURI()));
    }
    if (path.size() == 3) {
      return method.equals("POST")
          ? Reply.ok(CatalogHandlers.createNamespace(
              namespaces(), read(exchange, CreateNamespaceRequest.class)))
          : Reply.ok(CatalogHandlers.listNamespaces(namespaces(), Namespace.empty()));
    }
    Namespace namespace = RESTUtil.decodeNamespaceAsPathSegment(path.get(3), "%1F");
    if (path.size() == 4) {
      return Reply.ok(CatalogHandlers.loadNamespace(namespaces(), namespace));
    }
    if (path.size() == 5) {
      return method.equals("POST")
          ? Reply.ok(CatalogHandlers.createTable(
              catalog, namespace, read(exchange, CreateTableRequest.class)))
          : Reply.ok(CatalogHandlers.listTables(catalog, namespace));
    }
    return table(exchange, TableIdentifier.of(namespace, RESTUtil.decodePathSegment(path.get(5))));
  }

  private Reply table(HttpExchange exchange, TableIdentifier id) throws IOException {
    return switch (exchange.getRequestMethod()) {
      case "GET" -> load(exchange, id);
      case "POST" ->
        Reply.ok(
            CatalogHandlers.updateTable(catalog, id, read(exchange, UpdateTableRequest.class)));
      case "HEAD" -> {
        CatalogHandlers.tableExists(catalog, id);
        yield Reply.nothing();
      }
      case "DELETE" -> {
        CatalogHandlers.dropTable(catalog, id);
        yield Reply.nothing();
      }
      default -> throw new IllegalArgumentException("method: " + exchange.getRequestMethod());
    };
  }

  private Reply load(HttpExchange exchange, TableIdentifier id) {
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    SnapshotMode mode = query.contains("snapshots=refs") ? SnapshotMode.REFS : SnapshotMode.ALL;
    LoadTableResponse table = CatalogHandlers.loadTable(catalog, id, mode);
    String location = table.metadataLocation();
    String file = location.substring(location.lastIndexOf('/') + 1);
    return new Reply(200, table, "\"" + file + "-" + mode + "\"");
  }

  private SupportsNamespaces namespaces() {
    return (SupportsNamespaces) catalog;
  }

  private static <T> T read(HttpExchange exchange, Class<T> type) throws IOException {
    boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    try (InputStream body =
        zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
      return JSON.readValue(body, type);
    }
  }

  private void send(HttpExchange exchange, Reply reply) throws IOException {
    int status = reply.status();
    byte[] body = status == 204 ? new byte[0] : JSON.writeValueAsBytes(reply.body());
    if (!reply.etag().isEmpty()) {
      exchange.getResponseHeaders().set("ETag", reply.etag());
      if (reply.etag().equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
        status = 304;
        body = new byte[0];
      }
    }
    String accepted = String.valueOf(exchange.getRequestHeaders().getFirst("Accept-Encoding"));
    if (body.length >= LEAST_ZIPPED && accepted.contains("gzip")) {
      body = zip(body);
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    }
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    boolean bodiless = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    // Before it is sent: whoever has the answer finds it in the log.
    log.accept(new Served(
        exchange.getRequestMethod(), exchange.getRequestURI().getPath(), status, body.length));
    exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
    if (!bodiless) {
      exchange.getResponseBody().write(body);
    }
  }

  private static byte[] zip(byte[] body) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(body);
    }
    return zipped.toByteArray();
  }
}
