package io.icewatch.catalog;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.icewatch.model.CatalogAnswer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.apache.iceberg.exceptions.RESTException;
import org.apache.iceberg.rest.BaseHTTPClient;
import org.apache.iceberg.rest.ErrorHandler;
import org.apache.iceberg.rest.HTTPHeaders;
import org.apache.iceberg.rest.HTTPRequest;
import org.apache.iceberg.rest.ImmutableHTTPRequest;
import org.apache.iceberg.rest.ParserContext;
import org.apache.iceberg.rest.RESTClient;
import org.apache.iceberg.rest.RESTResponse;
import org.apache.iceberg.rest.RESTSerializers;
import org.apache.iceberg.rest.auth.AuthSession;
import org.apache.iceberg.rest.responses.ErrorResponse;
import org.apache.iceberg.rest.responses.LoadTableResponse;
import org.jspecify.annotations.Nullable;

/**
 * Iceberg's REST client on the JDK's HTTP client.
 *
 * <p>Iceberg's own waits out a Retry-After on the calling thread, hides a status behind a general
 * exception, and keeps the whole metadata of a table to use its ETag. This one asks once, tells
 * each status apart, and takes the ETag from the {@link Question}.
 */
final class JdkRestClient extends BaseHTTPClient {
  private static final Set<String> WRITTEN_BY_THE_JDK =
      Set.of("host", "content-length", "connection", "expect", "upgrade");
  private static final ObjectMapper JSON = json();
  private static final int ERROR_BYTES = 64 * 1024;

  /** 250,000 snapshots' worth without gzip. */
  private static final long MOST_BYTES = 256L * 1024 * 1024;

  private final HttpClient http;
  private final URI base;
  private final Map<String, String> headers;
  private final Duration readTimeout;
  private final AuthSession session;

  /**
   * Makes a client.
   *
   * @param base the catalog's address, with or without a slash at its end
   * @param headers sent with each request
   * @param readTimeout from a request to the head of its answer
   */
  JdkRestClient(
      HttpClient http,
      URI base,
      Map<String, String> headers,
      Duration readTimeout,
      AuthSession session) {
    this.http = http;
    this.base = base;
    this.headers = Map.copyOf(headers);
    this.readTimeout = readTimeout;
    this.session = session;
  }

  private static ObjectMapper json() {
    ObjectMapper mapper = new ObjectMapper();
    mapper.setVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY);
    mapper.configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
    mapper.setPropertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE);
    RESTSerializers.registerAll(mapper);
    return mapper;
  }

  @Override
  public RESTClient withAuthSession(AuthSession other) {
    return new JdkRestClient(http, base, headers, readTimeout, other);
  }

  @Override
  protected HTTPRequest buildRequest(
      HTTPRequest.HTTPMethod method,
      String path,
      @Nullable Map<String, String> query,
      @Nullable Map<String, String> given,
      @Nullable Object body) {
    Map<String, String> all = new LinkedHashMap<>();
    if (given != null) {
      all.putAll(given);
    }
    all.putIfAbsent("Accept", "application/json");
    all.putIfAbsent("Accept-Encoding", "gzip");
    all.putIfAbsent(
        "Content-Type",
        body instanceof Map ? "application/x-www-form-urlencoded" : "application/json");
    headers.forEach(all::putIfAbsent);
    ImmutableHTTPRequest.Builder request = ImmutableHTTPRequest.builder()
        .baseUri(base)
        .method(method)
        .path(path)
        .headers(HTTPHeaders.of(all))
        .queryParameters(query == null ? Map.of() : query);
    if (body != null) {
      request.body(body);
    }
    return session.authenticate(request.build());
  }

  @Override
  protected <T extends RESTResponse> @Nullable T execute(
      HTTPRequest request,
      @Nullable Class<T> type,
      Consumer<ErrorResponse> errors,
      Consumer<Map<String, String>> responseHeaders) {
    return execute(
        request, type, errors, responseHeaders, ParserContext.builder().build());
  }

  @Override
  protected <T extends RESTResponse> @Nullable T execute(
      HTTPRequest request,
      @Nullable Class<T> type,
      Consumer<ErrorResponse> errors,
      Consumer<Map<String, String>> responseHeaders,
      ParserContext context) {
    Optional<Question> question =
        type == LoadTableResponse.class ? Question.current() : Optional.empty();
    HttpResponse<byte[]> response;
    try {
      response = http.send(message(request, question), info -> new CappedBody(MOST_BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RESTException(e, "interrupted");
    }
    try (InputStream body = body(response)) {
      int status = response.statusCode();
      if (status == 304) {
        throw new Unchanged(question.flatMap(Question::known).orElse("without a known version"));
      }
      if (status != 200 && status != 202 && status != 204) {
        throw failure(
            response, new String(body.readNBytes(ERROR_BYTES), StandardCharsets.UTF_8), errors);
      }
      // The ETag is not passed on: Iceberg would keep the whole metadata for it.
      responseHeaders.accept(withoutEtag(response));
      if (type == null || status == 204) {
        return null;
      }
      ObjectReader reader = JSON.readerFor(type);
      T read =
          (context.isEmpty() ? reader : reader.with(context.toInjectableValues())).readValue(body);
      question.ifPresent(asked -> response.headers().firstValue("ETag").ifPresent(asked::found));
      return type.cast(ServerConfig.without(read));
    } catch (JsonProcessingException e) {
      throw new Refused(new CatalogAnswer.Malformed(
          request.path() + ": " + e.getOriginalMessage() + " (expected: " + name(type) + ")"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(@Nullable Class<?> type) {
    return type == null ? "nothing" : type.getSimpleName();
  }

  private HttpRequest message(HTTPRequest request, Optional<Question> question) {
    String body = request.encodedBody();
    HttpRequest.Builder message = HttpRequest.newBuilder(request.requestUri())
        .timeout(readTimeout)
        .method(
            request.method().name(),
            body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body));
    // A signed request has all that it was signed by; the JDK writes these itself, the same.
    request.headers().entries().stream()
        .filter(header -> !WRITTEN_BY_THE_JDK.contains(header.name().toLowerCase(Locale.ROOT)))
        .forEach(header -> message.header(header.name(), header.value()));
    question.flatMap(Question::known).ifPresent(etag -> message.header("If-None-Match", etag));
    return message.build();
  }

  private static InputStream body(HttpResponse<byte[]> response) throws IOException {
    boolean zipped = response
        .headers()
        .firstValue("Content-Encoding")
        .filter("gzip"::equalsIgnoreCase)
        .isPresent();
    InputStream raw = new ByteArrayInputStream(response.body());
    return zipped && response.statusCode() == 200 ? new GZIPInputStream(raw, 16 * 1024) : raw;
  }

  private static Map<String, String> withoutEtag(HttpResponse<?> response) {
    Map<String, String> named = new HashMap<>();
    response.headers().map().forEach((name, values) -> named.put(name, values.get(0)));
    named.keySet().removeIf("etag"::equalsIgnoreCase);
    return named;
  }

  private static RuntimeException failure(
      HttpResponse<byte[]> response, String body, Consumer<ErrorResponse> errors) {
    int status = response.statusCode();
    ErrorResponse error = parsed(status, body, errors);
    Optional<CatalogAnswer> outcome =
        RestStatus.outcome(status, response.headers().firstValue("Retry-After"), error.message());
    if (outcome.isPresent()) {
      return new Refused(outcome.get());
    }
    errors.accept(error);
    return new RESTException("status %s: %s", status, error.message());
  }

  private static ErrorResponse parsed(int status, String body, Consumer<ErrorResponse> errors) {
    if (errors instanceof ErrorHandler handler && body.contains("\"error\"")) {
      try {
        return handler.parseResponse(status, body);
      } catch (RuntimeException e) {
        // Not an error of the REST catalog's form: a proxy's page, say. Its beginning must do.
        return error(status, Outcomes.firstLine(body));
      }
    }
    return error(status, Outcomes.firstLine(body));
  }

  private static ErrorResponse error(int status, String message) {
    return ErrorResponse.builder()
        .responseCode(status)
        .withType("RESTException")
        .withMessage(message)
        .build();
  }

  @Override
  public void close() {
    session.close();
  }
}
