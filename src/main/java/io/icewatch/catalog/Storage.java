package io.icewatch.catalog;

import java.util.Locale;
import java.util.Map;

/** Which FileIO reads which kind of location. */
final class Storage {
  static final String HADOOP_FILE_IO = "org.apache.iceberg.hadoop.HadoopFileIO";
  static final String RESOLVING_FILE_IO = "org.apache.iceberg.io.ResolvingFileIO";

  private static final Map<String, String> BY_SCHEME = Map.ofEntries(
      Map.entry("s3", "org.apache.iceberg.aws.s3.S3FileIO"),
      Map.entry("s3a", "org.apache.iceberg.aws.s3.S3FileIO"),
      Map.entry("s3n", "org.apache.iceberg.aws.s3.S3FileIO"),
      Map.entry("gs", "org.apache.iceberg.gcp.gcs.GCSFileIO"),
      Map.entry("abfs", "org.apache.iceberg.azure.adlsv2.ADLSFileIO"),
      Map.entry("abfss", "org.apache.iceberg.azure.adlsv2.ADLSFileIO"),
      Map.entry("wasb", "org.apache.iceberg.azure.adlsv2.ADLSFileIO"),
      Map.entry("wasbs", "org.apache.iceberg.azure.adlsv2.ADLSFileIO"),
      Map.entry("oss", "org.apache.iceberg.aliyun.oss.OSSFileIO"));

  private Storage() {}

  /** Whether the location is a file of this machine: a plain path, or {@code file:}. */
  static boolean local(String location) {
    String scheme = scheme(location);
    return scheme.isEmpty() || scheme.equals("file");
  }

  /** The class that reads locations like this one, when it is not local. */
  static String fileIo(String location) {
    return BY_SCHEME.getOrDefault(scheme(location), HADOOP_FILE_IO);
  }

  /** What stands before the colon, in lower case; empty for a plain path. */
  static String scheme(String location) {
    int colon = location.indexOf(':');
    int slash = location.indexOf('/');
    boolean path = colon < 0 || (slash >= 0 && slash < colon);
    return path ? "" : location.substring(0, colon).toLowerCase(Locale.ROOT);
  }
}
