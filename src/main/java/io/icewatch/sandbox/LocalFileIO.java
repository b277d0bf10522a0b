package io.icewatch.sandbox;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/**
 * Iceberg's files on the local disk without Hadoop; it deletes nothing outside its warehouse.
 *
 * <p>Iceberg's own local FileIO is Hadoop's. Iceberg makes this one from its name in {@code
 * io-impl}, so it is public and has a constructor without arguments.
 */
public final class LocalFileIO implements FileIO {
  private static final long serialVersionUID = 1L;

  private String warehouse = "";

  /** For Iceberg, which calls {@link #initialize} next. */
  public LocalFileIO() {}

  @Override
  public void initialize(Map<String, String> properties) {
    warehouse = properties.getOrDefault(CatalogProperties.WAREHOUSE_LOCATION, "");
  }

  @Override
  public InputFile newInputFile(String path) {
    return org.apache.iceberg.Files.localInput(new File(path));
  }

  @Override
  public OutputFile newOutputFile(String path) {
    return org.apache.iceberg.Files.localOutput(new File(path));
  }

  @Override
  public void deleteFile(String path) {
    Path file = Path.of(path).normalize();
    if (warehouse.isEmpty() || !file.startsWith(warehouse)) {
      throw new IllegalArgumentException(
          "path: '" + path + "' (expected: a file under '" + warehouse + "')");
    }
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
