package io.icewatch.catalog;

import java.util.LinkedHashMap;
import java.util.Map;

/** Which Maven artefact brings a class that is missing; pure. */
final class Artefacts {
  private static final Map<String, String> BY_PREFIX = byPrefix();

  private Artefacts() {}

  private static Map<String, String> byPrefix() {
    Map<String, String> artefacts = new LinkedHashMap<>();
    artefacts.put("org.apache.iceberg.aws.", "org.apache.iceberg:iceberg-aws:1.12.0");
    artefacts.put("org.apache.iceberg.gcp.", "org.apache.iceberg:iceberg-gcp:1.11.0");
    artefacts.put("org.apache.iceberg.azure.", "org.apache.iceberg:iceberg-azure:1.11.0");
    artefacts.put("org.apache.iceberg.aliyun.", "org.apache.iceberg:iceberg-aliyun:1.12.0");
    artefacts.put("org.apache.iceberg.nessie.", "org.apache.iceberg:iceberg-nessie:1.12.0");
    artefacts.put("org.apache.iceberg.hive.", "org.apache.iceberg:iceberg-hive-metastore:1.11.0");
    artefacts.put("software.amazon.awssdk.http.apache5.", "software.amazon.awssdk:apache5-client");
    artefacts.put(
        "software.amazon.awssdk.http.urlconnection.",
        "software.amazon.awssdk:url-connection-client");
    artefacts.put("software.amazon.awssdk.services.s3.", "software.amazon.awssdk:s3");
    artefacts.put("software.amazon.awssdk.services.kms.", "software.amazon.awssdk:kms");
    artefacts.put("software.amazon.awssdk.services.sts.", "software.amazon.awssdk:sts");
    artefacts.put("software.amazon.awssdk.services.glue.", "software.amazon.awssdk:glue");
    artefacts.put("software.amazon.awssdk.services.dynamodb.", "software.amazon.awssdk:dynamodb");
    artefacts.put("software.amazon.awssdk.", "software.amazon.awssdk:s3");
    artefacts.put("com.google.cloud.storage.", "com.google.cloud:google-cloud-storage");
    artefacts.put("com.azure.storage.", "com.azure:azure-storage-file-datalake");
    artefacts.put("com.azure.identity.", "com.azure:azure-identity");
    artefacts.put("org.apache.hadoop.hive.", "org.apache.hive:hive-metastore");
    artefacts.put(
        "org.apache.hadoop.thirdparty.", "org.apache.hadoop.thirdparty:hadoop-shaded-guava:1.5.0");
    artefacts.put("org.apache.hadoop.security.auth", "org.apache.hadoop:hadoop-auth:3.4.3");
    artefacts.put(
        "org.apache.hadoop.mapred", "org.apache.hadoop:hadoop-mapreduce-client-core:3.4.3");
    artefacts.put("org.apache.hadoop.", "org.apache.hadoop:hadoop-common:3.4.3");
    artefacts.put("com.ctc.wstx.", "com.fasterxml.woodstox:woodstox-core:5.4.0");
    artefacts.put("org.codehaus.stax2.", "org.codehaus.woodstox:stax2-api:4.2.1");
    artefacts.put(
        "org.apache.commons.configuration2.", "org.apache.commons:commons-configuration2:2.10.1");
    artefacts.put("org.apache.thrift.", "org.apache.thrift:libthrift");
    artefacts.put("com.facebook.fb303.", "org.apache.thrift:libfb303");
    artefacts.put("com.github.luben.zstd.", "com.github.luben:zstd-jni");
    artefacts.put("org.xerial.snappy.", "org.xerial.snappy:snappy-java");
    artefacts.put("org.postgresql.", "org.postgresql:postgresql");
    artefacts.put("com.mysql.", "com.mysql:mysql-connector-j");
    artefacts.put("org.mariadb.", "org.mariadb.jdbc:mariadb-java-client");
    artefacts.put("org.h2.", "com.h2database:h2");
    artefacts.put("oracle.jdbc.", "com.oracle.database.jdbc:ojdbc11");
    artefacts.put("com.microsoft.sqlserver.", "com.microsoft.sqlserver:mssql-jdbc");
    return artefacts;
  }

  /**
   * The coordinate of the artefact that holds the class, or the class itself where none is known.
   *
   * @param type a class name, with dots or slashes
   */
  static String of(String type) {
    String name = type.replace('/', '.');
    return BY_PREFIX.entrySet().stream()
        .filter(entry -> name.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(name);
  }

  /** The driver class that a JDBC URL asks for; empty where that is not known. */
  static String driver(String jdbcUrl) {
    String[] parts = jdbcUrl.split(":", 3);
    return switch (parts.length < 2 ? "" : parts[1]) {
      case "sqlite" -> "org.sqlite.JDBC";
      case "postgresql" -> "org.postgresql.Driver";
      case "mysql" -> "com.mysql.cj.jdbc.Driver";
      case "mariadb" -> "org.mariadb.jdbc.Driver";
      case "h2" -> "org.h2.Driver";
      case "oracle" -> "oracle.jdbc.OracleDriver";
      case "sqlserver" -> "com.microsoft.sqlserver.jdbc.SQLServerDriver";
      default -> "";
    };
  }
}
