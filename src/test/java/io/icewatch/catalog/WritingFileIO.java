package io.icewatch.catalog;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/** Local files for the writers of tests. */
public final class WritingFileIO implements FileIO {
  private static final long serialVersionUID = 1;

  private static File file(String location) {
    return new File(location.startsWith("file:") ? URI.create(location).getPath() : location);
  }

  @Override
  public InputFile newInputFile(String location) {
    return org.apache.iceberg.Files.localInput(file(location));
  }

  @Override
  public OutputFile newOutputFile(String location) {
    return org.apache.iceberg.Files.localOutput(file(location));
  }

  @Override
  public void deleteFile(String location) {
    try {
      Files.deleteIfExists(Path.of(file(location).getPath()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
