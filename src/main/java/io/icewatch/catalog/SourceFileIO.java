package io.icewatch.catalog;

import java.io.File;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.Files;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.hadoop.Configurable;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.StorageCredential;
import org.apache.iceberg.io.SupportsStorageCredentials;
import org.jspecify.annotations.Nullable;

/**
 * The FileIO that every catalog here is given: reads only, local files without Hadoop, any other
 * location through the class for its scheme, which is loaded when first needed.
 *
 * <p>Iceberg's own default needs Hadoop even for S3. Iceberg makes it by reflection, hence public.
 */
public final class SourceFileIO
    implements FileIO, Configurable<Object>, SupportsStorageCredentials {
  /** The property that names the class to use for every location, in place of the scheme's. */
  static final String DELEGATE = "icewatch.io-impl";

  private static final long serialVersionUID = 1;

  private final transient Map<String, FileIO> opened = new ConcurrentHashMap<>();
  private transient Map<String, String> properties = Map.of();
  private transient @Nullable Object hadoop;
  private transient List<StorageCredential> credentials = List.of();

  /** For Iceberg; {@link #initialize} comes next. */
  public SourceFileIO() {}

  @Override
  public void initialize(Map<String, String> given) {
    this.properties = Map.copyOf(given);
  }

  @Override
  public Map<String, String> properties() {
    return properties;
  }

  @Override
  public void setConf(Object conf) {
    this.hadoop = conf;
  }

  @Override
  public void setCredentials(List<StorageCredential> given) {
    this.credentials = List.copyOf(given);
  }

  @Override
  public List<StorageCredential> credentials() {
    return credentials;
  }

  @Override
  public InputFile newInputFile(String location) {
    Optional<Question> question = Question.current();
    return question.isPresent() && location.contains(".metadata.json")
        ? metadata(location, question.get())
        : input(location);
  }

  private InputFile metadata(String location, Question question) {
    if (question.known().filter(location::equals).isPresent()) {
      throw new Unchanged(location);
    }
    boolean again = question.found().filter(location::equals).isPresent();
    question.found(location);
    try {
      InputFile input = input(location);
      if (again) {
        // Iceberg tries again and keeps the reason to itself; reading tells it.
        TableMetadataParser.read(input);
      }
      return input;
    } catch (RuntimeException | LinkageError e) {
      throw new Unreadable(location, e);
    }
  }

  private InputFile input(String location) {
    String delegate = properties.get(DELEGATE);
    if (delegate == null && Storage.local(location)) {
      return Files.localInput(new File(path(location)));
    }
    return open(delegate == null ? Storage.fileIo(location) : delegate).newInputFile(location);
  }

  private FileIO open(String name) {
    FileIO before = opened.get(name);
    if (before != null) {
      return before;
    }
    FileIO made = CatalogUtil.loadFileIO(name, properties, hadoop, credentials);
    FileIO first = opened.putIfAbsent(name, made);
    if (first == null) {
      return made;
    }
    made.close();
    return first;
  }

  private static String path(String location) {
    return location.startsWith("file:") ? URI.create(location).getPath() : location;
  }

  @Override
  public OutputFile newOutputFile(String location) {
    throw new UnsupportedOperationException("write " + location + " (expected: reads only)");
  }

  @Override
  public void deleteFile(String location) {
    throw new UnsupportedOperationException("delete " + location + " (expected: reads only)");
  }

  @Override
  public void close() {
    opened.values().forEach(FileIO::close);
    opened.clear();
  }
}
