package io.icewatch.controller;

import io.icewatch.model.Failure;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import okhttp3.Headers;
import okio.ByteString;

/**
 * A controller's reply as far as it was read.
 *
 * @param status the HTTP status
 * @param body decompressed, at most the cap
 * @param cut whether there was more than the cap
 * @param broken why the body ended early, if it did
 */
record Reply(int status, Headers headers, ByteString body, boolean cut, Optional<Failure> broken) {
  /** A reply that was read to its end. */
  static Reply complete(int status, Headers headers, ByteString body) {
    return new Reply(status, headers, body, false, Optional.empty());
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The Date header, to the second; empty if it is missing or no date. */
  Optional<Instant> serverTime() {
    return Optional.ofNullable(headers.getInstant("Date"));
  }

  /** The same reply with each secret that its body echoes blotted out. */
  Reply without(Collection<String> secrets) {
    // Byte for byte as Latin-1, so that what is not UTF-8 stays what it was.
    String text = body.string(StandardCharsets.ISO_8859_1);
    for (String secret : secrets) {
      byte[] octets = secret.getBytes(StandardCharsets.UTF_8);
      text = text.replace(new String(octets, StandardCharsets.ISO_8859_1), "***");
    }
    ByteString blotted = ByteString.encodeString(text, StandardCharsets.ISO_8859_1);
    return new Reply(status, headers, blotted, cut, broken);
  }
}
