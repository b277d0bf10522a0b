package io.icewatch.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.CatalogAuth;
import io.icewatch.model.CatalogSettings;
import io.icewatch.model.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogCheckTest {
  private static CatalogSettings settings(
      String type, String uri, String warehouse, Map<String, String> properties) {
    return Shelf.settings(
        type, uri, Optional.of(warehouse).filter(each -> !each.isEmpty()), properties);
  }

  private static List<String> problems(
      String type, String uri, String warehouse, Map<String, String> properties) {
    return texts(CatalogCheck.problems(settings(type, uri, warehouse, properties)));
  }

  private static List<String> texts(List<CatalogProblem> problems) {
    return problems.stream().map(CatalogProblem::toString).toList();
  }

  @Test
  void whatWorksIsLeftAlone() {
    assertThat(problems("rest", "https://catalog.example.com/api", "prod", Map.of()))
        .isEmpty();
    assertThat(problems("jdbc", "jdbc:sqlite:/tmp/c.db", "file:///tmp/w", Map.of()))
        .isEmpty();
    assertThat(problems("jdbc", "jdbc:sqlite:/tmp/c.db", "/tmp/w", Map.of())).isEmpty();
    assertThat(problems(
            "jdbc",
            "jdbc:sqlite:/tmp/c.db",
            "/tmp/w",
            Map.of("io-impl", "org.apache.iceberg.inmemory.InMemoryFileIO")))
        .isEmpty();
  }

  @Test
  void aTypeThatNobodyKnowsIsRefused() {
    assertThat(problems("polaris", "http://x", "", Map.of()))
        .containsExactly(
            "catalogs.lake.type: polaris (expected: rest, jdbc, glue, hadoop, hive, or the name of a"
                + " class)");
  }

  @Test
  void anAddressThatIsLeftOutIsCalledNothing() {
    assertThat(problems("rest", "", "", Map.of()))
        .containsExactly("catalogs.lake.uri: nothing (expected: http://... or https://..., the"
            + " address that v1/config is under)");
    assertThat(problems("jdbc", "", "/tmp/w", Map.of()))
        .containsExactly("catalogs.lake.uri: nothing (expected: a JDBC URL, jdbc:...)");
  }

  @Test
  void eachMissingLibraryIsNamedByItsArtefact() {
    assertThat(problems("jdbc", "jdbc:sqlite:/tmp/c.db", "s3://bucket/w", Map.of()))
        .containsExactly("catalogs.lake.warehouse: s3://bucket/w (expected:"
            + " org.apache.iceberg:iceberg-aws:1.12.0 on the class path, for"
            + " org.apache.iceberg.aws.s3.S3FileIO)");
    assertThat(problems("jdbc", "jdbc:postgresql://h/d", "/tmp/w", Map.of()))
        .singleElement()
        .asString()
        .contains("org.postgresql:postgresql");
    assertThat(problems("glue", "x", "/tmp/w", Map.of()))
        .hasSize(2)
        .anySatisfy(each -> assertThat(each).contains("iceberg-aws"))
        .anySatisfy(each -> assertThat(each).contains("software.amazon.awssdk:glue"));
    assertThat(problems("hadoop", "x", "/tmp/w", Map.of()))
        .singleElement()
        .asString()
        .contains("hadoop-common:3.4.3");
    assertThat(problems("hive", "thrift://h:9083", "/tmp/w", Map.of()))
        .anySatisfy(each -> assertThat(each).contains("iceberg-hive-metastore"))
        .anySatisfy(each -> assertThat(each).contains("org.apache.hive:hive-metastore"));
  }

  @Test
  void theFileIosThatNeedHadoopAreRefusedWithoutIt() {
    for (String io : List.of(Storage.RESOLVING_FILE_IO, Storage.HADOOP_FILE_IO)) {
      assertThat(problems("rest", "http://h", "", Map.of("io-impl", io)))
          .singleElement()
          .asString()
          .contains("properties.io-impl: " + io)
          .contains("hadoop-common");
    }
  }

  @Test
  void s3NeedsAllOfItsParts() {
    List<String> problems = texts(CatalogCheck.problems(
        settings("rest", "http://h", "", Map.of("io-impl", "org.apache.iceberg.aws.s3.S3FileIO")),
        name -> name.startsWith("org.apache.iceberg.")));
    assertThat(problems)
        .extracting(each -> each.replaceAll(".*expected: | on the.*", ""))
        .containsExactly(
            "software.amazon.awssdk:s3",
            "software.amazon.awssdk:kms",
            "software.amazon.awssdk:sts",
            "software.amazon.awssdk:url-connection-client");
  }

  @Test
  void glueAndSignedRequestsNeedTheSamePartsOfAws() {
    for (String key : List.of("type", "auth.sigv4")) {
      CatalogSettings plain =
          settings(key.equals("type") ? "glue" : "rest", "http://h", "s3://lake", Map.of());
      CatalogSettings signed = Shelf.with(
          plain,
          key.equals("type")
              ? new CatalogAuth.None()
              : new CatalogAuth.SigV4("eu-central-1", "glue"),
          Shelf.PATIENCE);
      List<String> problems = texts(CatalogCheck.problems(
          signed,
          name -> name.startsWith("org.apache.iceberg.") || name.contains(".services.glue.")));
      assertThat(problems)
          .allSatisfy(each -> assertThat(each).startsWith("catalogs.lake." + key + ": "))
          .extracting(each -> each.replaceAll(".*expected: | on the.*", ""))
          .containsExactly(
              "software.amazon.awssdk:s3",
              "software.amazon.awssdk:kms",
              "software.amazon.awssdk:sts",
              "software.amazon.awssdk:url-connection-client");
    }
  }

  @Test
  void whatWouldWriteToTheCatalogIsRefused() {
    assertThat(problems(
            "jdbc",
            "jdbc:sqlite:/tmp/c.db",
            "/tmp/w",
            Map.of("jdbc.schema-version", "V1", "jdbc.init-catalog-tables", "true")))
        .hasSize(2)
        .allSatisfy(each -> assertThat(each).contains("left out"));
  }

  @Test
  void refsModeIsRefusedBecauseOperationsWouldBeUnknown() {
    assertThat(problems("rest", "http://h", "", Map.of("snapshot-loading-mode", "REFS")))
        .containsExactly("catalogs.lake.properties.snapshot-loading-mode: REFS (expected: left"
            + " out: with refs a compaction looks like new data)");
  }

  @Test
  void addressesAreChecked() {
    assertThat(problems("rest", "catalog.example.com", "", Map.of()))
        .singleElement()
        .asString()
        .contains("catalogs.lake.uri: catalog.example.com");
    assertThat(problems("jdbc", "http://h", "", Map.of())).hasSize(2);
  }

  @Test
  void authenticationIsForRestAndASecretStandsInOnePlace() {
    CatalogSettings plain =
        settings("jdbc", "jdbc:sqlite:/tmp/c.db", "/tmp/w", Map.of("jdbc.password", "x"));
    CatalogSettings both = new CatalogSettings(
        "lake",
        "jdbc",
        plain.uri(),
        plain.warehouse(),
        plain.properties(),
        Map.of("jdbc.password", new Secret.InFile(Path.of("p"))),
        new CatalogAuth.SigV4("eu-west-1", "glue"),
        plain.limits());
    assertThat(texts(CatalogCheck.problems(both)))
        .hasSize(3)
        .anySatisfy(each -> assertThat(each).contains("secrets.jdbc.password: also in properties"))
        .anySatisfy(each -> assertThat(each).contains("auth: jdbc (expected: type rest"))
        .anySatisfy(each -> assertThat(each).contains("iceberg-aws"));
  }
}
