package io.icewatch.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The place of the store's file, before SQLite sees it. */
final class StoreFile {
  private static final String EXPECTED = "a file in a writable directory, or none yet";

  private StoreFile() {}

  /**
   * Sees to it that there is a file that can be opened for writing; a new one is empty and its
   * owner's alone.
   *
   * @return its real path, without symbolic links
   */
  static Path prepare(Path path) throws StoreException {
    Path file = path.toAbsolutePath().normalize();
    try {
      checkPlace(file);
      if (!Files.exists(file)) {
        create(file);
      }
      return file.toRealPath();
    } catch (IOException e) {
      throw StoreException.refused(
          file, "cannot be used: " + e, EXPECTED, "Set state.path to another file.", e);
    }
  }

  private static void checkPlace(Path file) throws IOException, StoreException {
    if (Files.isDirectory(file)) {
      throw StoreException.refused(
          file, "is a directory", "a file", "Set state.path to a file in it.");
    }
    Path directory = file.getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw StoreException.refused(
          file, "its directory does not exist", EXPECTED, "Create " + directory + ".");
    }
    if (Files.exists(file)) {
      checkFile(file.toRealPath());
    } else {
      checkDirectory(file, directory);
    }
  }

  private static void checkFile(Path file) throws IOException, StoreException {
    if (!Files.isRegularFile(file)) {
      throw StoreException.refused(
          file, "is not a regular file", "a file", "Set state.path to another file.");
    }
    if (!Files.isReadable(file) || !Anchor.writable(file)) {
      throw StoreException.refused(
          file,
          "is read-only",
          "a file that this process may read and write",
          "Give the user that runs icewatch the permission.");
    }
    Path directory = file.getParent();
    if (directory != null) {
      checkDirectory(file, directory);
    }
  }

  private static void checkDirectory(Path file, Path directory) throws IOException, StoreException {
    if (!Anchor.writable(directory)) {
      throw StoreException.refused(
          file,
          "its directory is not writable",
          "one that takes the file and its write-ahead log",
          "Give the user that runs icewatch the permission to write in " + directory + ".");
    }
  }

  private static void create(Path file) throws IOException {
    FileAttribute<?>[] ownerOnly = Anchor.posix(file)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
    Files.createFile(file, ownerOnly);
  }
}
