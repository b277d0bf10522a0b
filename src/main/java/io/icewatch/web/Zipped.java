package io.icewatch.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** A text ready to be sent, compressed for who prefers that; made by a worker. */
final class Zipped {
  private final Buffer bytes;
  private final boolean gzip;

  private Zipped(Buffer bytes, boolean gzip) {
    this.bytes = bytes;
    this.gzip = gzip;
  }

  static Zipped of(String text, boolean gzip) {
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    if (!gzip) {
      return new Zipped(Buffer.buffer(plain), false);
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 4);
    try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
      zip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Zipped(Buffer.buffer(packed.toByteArray()), true);
  }

  /** Answers 200 with it. */
  void send(HttpServerRequest request, String contentType) {
    request.response().putHeader("Vary", "Accept-Encoding");
    if (gzip) {
      request.response().putHeader("Content-Encoding", "gzip");
    }
    Answers.send(request, 200, contentType, bytes);
  }
}
