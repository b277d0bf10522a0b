package io.icewatch.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.CatalogSettings;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomesTest {
  @Test
  void aClassThatCouldNotBeSetUpIsToldByTheOneThatItMissed() {
    // So the JDK words each try but the first.
    Throwable first = new ExceptionInInitializerError("Exception java.lang.NoClassDefFoundError:"
        + " software/amazon/awssdk/services/kms/model/EncryptionAlgorithmSpec [in thread \"x\"]");
    Throwable again = new NoClassDefFoundError(
            "Could not initialize class org.apache.iceberg.aws.AwsProperties")
        .initCause(first);
    assertThat(Outcomes.missingClass(again))
        .contains("software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec");
    assertThat(Outcomes.missingClass(
            new NoClassDefFoundError("Could not initialize class org.apache.iceberg.aws.Other")))
        .contains("org.apache.iceberg.aws.Other");
  }

  @TempDir
  private Path directory;

  private static CatalogAnswer of(Throwable failure) {
    return Outcomes.of(failure, Duration.ofSeconds(1));
  }

  @Test
  void aClassThatIsMissingIsNamedByItsArtefactHoweverItIsTold() {
    assertThat(of(new NoClassDefFoundError("org/apache/hadoop/conf/Configuration")))
        .isInstanceOfSatisfying(
            CatalogAnswer.LibraryMissing.class,
            missing ->
                assertThat(missing.artefact()).isEqualTo("org.apache.hadoop:hadoop-common:3.4.3"));
    assertThat(of(new IllegalArgumentException("Cannot initialize FileIO implementation x: "
            + "Missing y [java.lang.NoClassDefFoundError: com/github/luben/zstd/Zstd]")))
        .isInstanceOfSatisfying(
            CatalogAnswer.LibraryMissing.class,
            missing -> assertThat(missing.artefact()).isEqualTo("com.github.luben:zstd-jni"));
    assertThat(of(new NoClassDefFoundError(
            "Could not initialize class software.amazon.awssdk.services.kms.KmsClient")))
        .isInstanceOfSatisfying(
            CatalogAnswer.LibraryMissing.class,
            missing -> assertThat(missing.artefact()).isEqualTo("software.amazon.awssdk:kms"));
  }

  @Test
  void aDatabasesFailuresAreToldApart() {
    assertThat(of(new RuntimeException(new SQLException("wrong password", "28P01"))))
        .isInstanceOf(CatalogAnswer.Denied.class);
    assertThat(of(new RuntimeException(new SQLException("gone", "08006"))))
        .isInstanceOf(CatalogAnswer.Unreachable.class);
    assertThat(of(new SQLException("No suitable driver found for jdbc:postgresql://h/d", "08001")))
        .isInstanceOfSatisfying(
            CatalogAnswer.LibraryMissing.class,
            missing -> assertThat(missing.artefact()).isEqualTo("org.postgresql:postgresql"));
  }

  @Test
  void anSdksRefusalIsDenied() {
    assertThat(of(new RuntimeException(
            "User is not authorized (Service: Glue, Status Code: 403, Request ID: 1)")))
        .isInstanceOf(CatalogAnswer.Denied.class);
  }

  @Test
  void aCatalogWhoseClassIsMissingIsAnOutcome() {
    for (String type : new String[] {"glue", "hive", "hadoop", "com.example.NoSuchCatalog"}) {
      CatalogSettings settings =
          Shelf.settings(type, "x", Optional.of(directory.toString()), Map.of());
      try (IcebergSource source = Shelf.source(settings)) {
        assertThat(Shelf.ask(source, 1)).isInstanceOf(CatalogAnswer.LibraryMissing.class);
      }
    }
  }

  @Test
  void aDriverThatIsMissingIsAnOutcome() {
    CatalogSettings settings = Shelf.settings(
        "jdbc", "jdbc:postgresql://h/d", Optional.of(directory.toString()), Map.of());
    try (IcebergSource source = Shelf.source(settings)) {
      assertThat(Shelf.ask(source, 1))
          .isInstanceOfSatisfying(
              CatalogAnswer.LibraryMissing.class,
              missing -> assertThat(missing.artefact()).isEqualTo("org.postgresql:postgresql"));
    }
  }
}
