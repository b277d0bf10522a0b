package io.icewatch.alert;

import io.icewatch.model.AlertReceiver;
import io.icewatch.model.Credentials;
import io.icewatch.tls.ClientTls;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Requests to one receiver, one at a time; nothing is thrown for what the other side does. Tokens,
 * passwords and certificates are read again when they change.
 */
final class Wire implements AutoCloseable {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final int READ = 8192;
  private static final int SHOWN = 200;
  private static final long MOST_PAUSE_SECONDS = 3600;
  private static final long IDLE_SECONDS = 90;

  private final AlertReceiver receiver;
  private final URI target;
  private ClientTls tls = ClientTls.unread();
  private volatile OkHttpClient client;

  Wire(AlertReceiver receiver) {
    this.receiver = receiver;
    this.target = target(receiver);
    this.client = new OkHttpClient.Builder()
        .connectionPool(new ConnectionPool(1, IDLE_SECONDS, TimeUnit.SECONDS))
        .callTimeout(receiver.connection().timeout())
        // The call's own deadline bounds these.
        .readTimeout(Duration.ZERO)
        .writeTimeout(Duration.ZERO)
        .followRedirects(false)
        .followSslRedirects(false)
        .build();
  }

  private static URI target(AlertReceiver receiver) {
    String url = receiver.connection().url().toString();
    return receiver instanceof AlertReceiver.Alertmanager
        ? URI.create(
            (url.endsWith("/") ? url.substring(0, url.length() - 1) : url) + "/api/v2/alerts")
        : URI.create(url);
  }

  /**
   * Who asks.
   *
   * @param secrets what of the header must not be shown, also where the other side says it back
   */
  private record Authorization(String header, List<String> secrets) {
    String without(String text) {
      String rest = text;
      for (String secret : secrets) {
        rest = rest.replace(secret, "(secret)");
      }
      return rest;
    }
  }

  /** Sends a body; for one thread at a time. */
  Delivered post(byte[] body) {
    Request.Builder request =
        new Request.Builder().url(target.toString()).post(RequestBody.create(body, JSON));
    try {
      Optional<Authorization> authorization = authorization();
      authorization.ifPresent(who -> request.header("Authorization", who.header()));
      try (Response response = secured().newCall(request.build()).execute()) {
        return delivered(response, authorization);
      }
    } catch (IOException | GeneralSecurityException e) {
      return new Delivered.Failed(String.valueOf(e.getMessage()), 0);
    } catch (RuntimeException e) {
      // A token that is no header, a file that is no certificate: the message may show the secret.
      return new Delivered.Failed("cannot be asked: " + e.getClass().getSimpleName(), 0);
    }
  }

  private static Delivered delivered(Response response, Optional<Authorization> authorization)
      throws IOException {
    if (response.isSuccessful()) {
      return new Delivered.Taken();
    }
    // Cut only after the secrets are out: half of one is one, too.
    String body = response.peekBody(READ).string();
    String clean = authorization
        .map(who -> who.without(body))
        .orElse(body)
        .replaceAll("\\s+", " ")
        .strip();
    String text = clean.substring(0, Math.min(SHOWN, clean.length()));
    String why = "HTTP " + response.code() + (text.isEmpty() ? "" : ": " + text);
    return switch (response.code()) {
      case 400, 413, 422 -> new Delivered.Refused(why);
      default -> new Delivered.Failed(why, retryAfter(response.header("Retry-After", "")));
    };
  }

  /** Seconds only: nobody who takes alerts sends a date. */
  private static long retryAfter(String header) {
    return header.matches("[0-9]{1,9}")
        ? TimeUnit.SECONDS.toMillis(Math.min(Long.parseLong(header), MOST_PAUSE_SECONDS))
        : 0;
  }

  private OkHttpClient secured() throws IOException, GeneralSecurityException {
    if (!target.getScheme().equalsIgnoreCase("https")) {
      return client;
    }
    Optional<ClientTls> changed = ClientTls.read(receiver.connection().tls(), tls);
    if (changed.isPresent()) {
      tls = changed.get();
      client.connectionPool().evictAll();
      client = client
          .newBuilder()
          .sslSocketFactory(
              tls.context().orElseThrow().getSocketFactory(), tls.trust().orElseThrow())
          .build();
    }
    return client;
  }

  private Optional<Authorization> authorization() throws IOException {
    Credentials auth = receiver.connection().auth();
    if (auth instanceof Credentials.BearerFile bearer) {
      String token = secret("auth.bearerTokenFile", bearer.tokenFile()).strip();
      int scheme = token.indexOf(' ');
      return Optional.of(
          scheme > 0
              ? new Authorization(token, List.of(token.substring(scheme + 1).strip()))
              : new Authorization("Bearer " + token, List.of(token)));
    }
    if (auth instanceof Credentials.BasicFile basic) {
      String password =
          Credentials.BasicFile.password(secret("auth.basic.passwordFile", basic.passwordFile()));
      String header = okhttp3.Credentials.basic(basic.username(), password, StandardCharsets.UTF_8);
      return Optional.of(
          new Authorization(header, List.of(header.substring(header.indexOf(' ') + 1), password)));
    }
    return Optional.empty();
  }

  private static String secret(String key, Path file) throws IOException {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new IOException(
          key + ": " + file + " cannot be read (expected: a readable file with a secret)", e);
    }
    if (text.isBlank()) {
      throw new IOException(key + ": " + file + " is empty (expected: a secret)");
    }
    return text;
  }

  /** Breaks off what is under way. */
  @Override
  public void close() {
    client.dispatcher().cancelAll();
    client.connectionPool().evictAll();
  }
}
