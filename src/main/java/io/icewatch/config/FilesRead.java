package io.icewatch.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers which files were read and what they held, in order to see whether any has changed. */
public final class FilesRead {
  private static final String UNREADABLE = "unreadable";

  private final Map<Path, String> digests = new LinkedHashMap<>();

  FilesRead() {}

  /**
   * The bytes of a file, which is remembered whether it can be read or not.
   *
   * @throws IOException when it cannot be read, or is longer than 16 MiB
   */
  byte[] read(Path file) throws IOException {
    digests.put(file, UNREADABLE);
    byte[] bytes = bytes(file);
    digests.put(file, Fingerprint.of(bytes));
    return bytes;
  }

  /** Whether any of the files holds something else now, went or came; reads them all. */
  public boolean changed() {
    return digests.entrySet().stream()
        .anyMatch(known -> !known.getValue().equals(now(known.getKey())));
  }

  private static String now(Path file) {
    try {
      return Fingerprint.of(bytes(file));
    } catch (IOException e) {
      return UNREADABLE;
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(SourceText.MOST_BYTES + 1);
      if (bytes.length > SourceText.MOST_BYTES) {
        throw new IOException(file + ": more than 16 MiB (expected: less)");
      }
      return bytes;
    }
  }
}
