package io.icewatch.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Whatever is asked of the web server is answered in time, by none of its own faults, and tells
 * nobody's password.
 *
 * <p>The input is a request as text, {@code \n} between lines: method and target, headers, an empty
 * line, the body. What frames a message is left to the target.
 */
public final class RoutesTarget {
  private static final String SECRET = "s3cr3t-0f-somebody";
  private static final int PATIENCE_MILLIS = 20_000;
  private static final int MOST = 1 << 18;
  private static final List<String> FRAMING =
      List.of("content-length", "transfer-encoding", "connection", "expect", "upgrade");
  private static final WebServer SERVER = WebServer.start(
      WebEngine.begin(),
      new WebSettings("127.0.0.1", 0),
      new Content(
          () -> WebFleet.of(WebFleet.ok("orders_OFFLINE")),
          (exposition, gzip) -> new MetricsSource.Scrape("text/test", List.of(new byte[1]), 1),
          () -> WebFleet.NOW));

  private RoutesTarget() {}

  /** One execution, as the fuzzer's driver knows it. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    String text = new String(data, StandardCharsets.ISO_8859_1);
    if (text.contains(SECRET)) {
      // A fuzzer reads it off the comparison below: a path that holds it is told of course.
      return;
    }
    int split = text.indexOf("\n\n");
    String head = split < 0 ? text : text.substring(0, split);
    String body = split < 0 ? "" : text.substring(split + 2);
    StringBuilder request = new StringBuilder();
    for (String line : head.split("[\r\n]+")) {
      String name = line.strip().toLowerCase(Locale.ROOT);
      if (request.isEmpty()) {
        request.append(line).append(" HTTP/1.1\r\nHost: localhost\r\n");
      } else if (!name.isEmpty() && FRAMING.stream().noneMatch(name::startsWith)) {
        request.append(line).append("\r\n");
      }
    }
    request.append("Authorization: Bearer ").append(SECRET);
    request.append("\r\nConnection: close\r\nContent-Length: ").append(body.length());
    request.append("\r\n\r\n").append(body);
    judge(answer(request.toString().getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static void judge(String answer) {
    if (answer.contains(SECRET)) {
      throw new AssertionError("a password is told: " + answer);
    }
    // 503 is how a server says that it is busy, 505 that it speaks no such HTTP.
    if (answer.matches("(?s)HTTP/1\\.[01] (500|501|502|504).*")) {
      throw new AssertionError("a fault of the server: " + answer);
    }
  }

  /** The head of the answer and some of its body; empty where the server hung up. */
  private static String answer(byte[] request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request);
      socket.getOutputStream().flush();
      ByteArrayOutputStream read = new ByteArrayOutputStream();
      InputStream in = socket.getInputStream();
      byte[] some = new byte[8_192];
      int length = in.read(some);
      while (length >= 0 && read.size() < MOST) {
        read.write(some, 0, length);
        if (read.toString(StandardCharsets.ISO_8859_1).contains("text/event-stream")) {
          break;
        }
        length = in.read(some);
      }
      return read.toString(StandardCharsets.ISO_8859_1);
    } catch (SocketException e) {
      return "";
    }
  }
}
