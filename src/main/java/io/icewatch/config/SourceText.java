package io.icewatch.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the file as text: bounded, strictly UTF-8, without a byte order mark. */
final class SourceText {
  /** Room for more than 100,000 tables with settings of their own. */
  static final int MOST_BYTES = 16 << 20;

  private SourceText() {}

  /** The file's text; empty when it cannot be had, and then the finding says why. */
  static Optional<String> read(Path file, Findings findings) {
    String name = file.toString();
    byte[] bytes;
    try {
      if (Files.isDirectory(file)) {
        findings.problem(name, "a directory", "a YAML file");
        return Optional.empty();
      }
      try (InputStream in = Files.newInputStream(file)) {
        bytes = in.readNBytes(MOST_BYTES + 1);
      }
    } catch (NoSuchFileException e) {
      findings.problem(name, "no such file", "a YAML file");
      return Optional.empty();
    } catch (AccessDeniedException e) {
      findings.problem(name, "permission denied", "a file that this user may read");
      return Optional.empty();
    } catch (IOException e) {
      findings.problem(name, "cannot be read: " + e.getMessage(), "a YAML file");
      return Optional.empty();
    }
    if (bytes.length > MOST_BYTES) {
      findings.problem(name, "more than 16 MiB", "a configuration of at most 16 MiB");
      return Optional.empty();
    }
    return decode(bytes, fileName(file), findings);
  }

  /** The last part of the path: what messages about the file's text call it. */
  static String fileName(Path file) {
    Path last = file.getFileName();
    return last == null || last.toString().isBlank() ? "configuration" : last.toString();
  }

  private static Optional<String> decode(byte[] bytes, String name, Findings findings) {
    CharsetDecoder decoder = StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      findings.problem(
          name,
          positionOf(bytes, in.position()),
          String.format("byte 0x%02x", bytes[in.position()]),
          "text in UTF-8");
      return Optional.empty();
    }
    String text = out.flip().toString();
    return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  private static Position positionOf(byte[] bytes, int index) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < index; i++) {
      if (bytes[i] == '\n') {
        line++;
        column = 1;
      } else if ((bytes[i] & 0xC0) != 0x80) {
        column++;
      }
    }
    return new Position(line, column);
  }
}
