package io.icewatch.controller;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import okhttp3.Headers;
import okio.ByteString;

/**
 * An answer recorded from a real controller: lines with "> " echo the request, then come the status
 * line, the headers, an empty line and the body.
 */
record Recorded(String request, Reply reply) {
  /** Reads a file under {@code contract/pinot-1.5.1/}. */
  static Recorded of(String name) {
    List<String> lines = resource("pinot-1.5.1/" + name).utf8().lines().toList();
    int at = 0;
    while (lines.get(at).startsWith("> ")) {
      at++;
    }
    int status = Integer.parseInt(lines.get(at).split(" ", 3)[1]);
    Headers.Builder headers = new Headers.Builder();
    for (at++; !lines.get(at).isEmpty(); at++) {
      headers.add(lines.get(at));
    }
    String body = String.join("\n", lines.subList(at + 1, lines.size())).strip();
    return new Recorded(
        lines.get(0).substring(2),
        Reply.complete(status, headers.build(), ByteString.encodeUtf8(body)));
  }

  /** The body of a sample from the contract's page. */
  static ByteString sample(String name) {
    return resource("samples/" + name);
  }

  private static ByteString resource(String path) {
    try (InputStream in = Recorded.class.getResourceAsStream("/contract/" + path)) {
      if (in == null) {
        throw new IllegalArgumentException("no such fixture: " + path);
      }
      return ByteString.of(in.readAllBytes());
    } catch (IOException e) {
      throw new IllegalStateException(path, e);
    }
  }
}
