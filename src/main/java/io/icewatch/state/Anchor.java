package io.icewatch.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/**
 * A file that is held open, and whether its path still leads to it.
 *
 * <p>What is written to an open file that was removed or replaced is lost when it is closed, and
 * no write fails: it has to be asked.
 *
 * @param key what the file system knows the file by; empty where it has no such thing
 */
record Anchor(Path path, Optional<Object> key) {
  private static final Set<PosixFilePermission> WRITE = Set.of(
      PosixFilePermission.OWNER_WRITE,
      PosixFilePermission.GROUP_WRITE,
      PosixFilePermission.OTHERS_WRITE);

  static Anchor of(Path path) throws IOException {
    return new Anchor(path, key(path));
  }

  /** What is wrong with what the path leads to now, and what to do; empty when it is the file. */
  Optional<String> trouble() {
    try {
      if (!key(path).equals(key)) {
        return Optional.of(
            path + ": replaced by another file while in use. Put the first one back, or restart.");
      }
      return writable(path)
          ? Optional.empty()
          : Optional.of(path + ": made read-only while in use. Make it writable again.");
    } catch (NoSuchFileException gone) {
      return Optional.of(path + ": removed while in use. Put it back, or restart.");
    } catch (IOException e) {
      return Optional.of(path + ": cannot be looked at: " + e);
    }
  }

  /** Whether this process may write there, and somebody may. */
  static boolean writable(Path path) throws IOException {
    return Files.isWritable(path) && hasWriteBit(path);
  }

  // A superuser may write to anything; where nobody has a write bit it was taken away on purpose.
  private static boolean hasWriteBit(Path path) throws IOException {
    return !posix(path) || Files.getPosixFilePermissions(path).stream().anyMatch(WRITE::contains);
  }

  static boolean posix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static Optional<Object> key(Path path) throws IOException {
    return Optional.ofNullable(
        Files.readAttributes(path, BasicFileAttributes.class).fileKey());
  }
}
