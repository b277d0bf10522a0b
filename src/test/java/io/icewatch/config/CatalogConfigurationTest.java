package io.icewatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.CatalogAuth;
import io.icewatch.model.CatalogSettings;
import io.icewatch.model.CatalogSettings.Limits;
import io.icewatch.model.Secret;
import io.icewatch.model.SourceByTask;
import io.icewatch.model.SourceTable;
import io.icewatch.model.TableSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogConfigurationTest {
  private static final Configuration GOOD = Fixtures.loaded(Fixtures.GOOD.resolve("catalogs.yml"));
  private static final Secret TOKEN = new Secret.InFile(Fixtures.GOOD.resolve("secrets/token"));
  private static final Secret VARIABLE = new Secret.InEnvironment("SECRET");

  @TempDir
  private Path directory;

  private static CatalogSettings catalog(String name) {
    return GOOD.catalogs().stream()
        .filter(catalog -> catalog.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyKeyOfACatalogArrives() {
    assertThat(catalog("lake"))
        .isEqualTo(new CatalogSettings(
            "lake",
            "rest",
            Optional.of("https://catalog.example.com/api"),
            Optional.of("prod"),
            Map.of(
                "s3.endpoint", "http://minio:9000",
                "s3.path-style-access", "true",
                "client.region", "eu",
                "token-refresh-enabled", "false",
                "client.credentials-provider", "com.example.Provider"),
            Map.of("s3.secret-access-key", TOKEN, "s3.session-token", VARIABLE),
            new CatalogAuth.ClientCredentials(
                Optional.of("icewatch"),
                new Secret.InFile(Fixtures.GOOD.resolve("secrets/password")),
                Optional.of(URI.create("https://idp.example.com/token?realm=lake")),
                Optional.of("PRINCIPAL_ROLE:reader")),
            new Limits(2, 5, Duration.ofMillis(500), Duration.ofSeconds(90), 0)));
  }

  @Test
  void whatACatalogLeavesOutIsDefault() {
    assertThat(catalog("files"))
        .isEqualTo(new CatalogSettings(
            "files",
            "jdbc",
            Optional.of("jdbc:sqlite:/var/lib/lake.db"),
            Optional.of("/var/lib/lake"),
            Map.of(),
            Map.of(),
            new CatalogAuth.None(),
            Limits.defaults()));
  }

  @Test
  void aCatalogIsEnteredInEachOfTheWays() {
    assertThat(catalog("fenced").auth()).isEqualTo(new CatalogAuth.Bearer(TOKEN));
    assertThat(catalog("hushed").auth()).isEqualTo(new CatalogAuth.Bearer(VARIABLE));
    assertThat(catalog("signed").auth()).isEqualTo(new CatalogAuth.SigV4("eu-central-1", "glue"));
    assertThat(catalog("own").auth())
        .isEqualTo(new CatalogAuth.ClientCredentials(
            Optional.empty(), VARIABLE, Optional.empty(), Optional.empty()));
  }

  @Test
  void aClassOfItsOwnMayHaveSecretsOfAnyName() {
    assertThat(catalog("own").type()).isEqualTo("com.example.Lake$Catalog");
    assertThat(catalog("own").secrets()).containsExactly(Map.entry("token", VARIABLE));
  }

  @Test
  void catalogsKeepTheOrderOfTheFile() {
    assertThat(GOOD.catalogs())
        .extracting(CatalogSettings::name)
        .containsExactly("lake", "files", "fenced", "hushed", "signed", "own");
  }

  @Test
  void aTableNamesItsSourceAndMainIsItsBranch() {
    List<TableSettings> tables = GOOD.controllers().get(0).tables();
    assertThat(tables.get(0).source())
        .contains(new SourceTable("lake", "sales.eu.orders", "audit"));
    assertThat(tables.get(1).source()).contains(new SourceTable("lake", "sales.eu.orders", "main"));
    assertThat(tables.get(2).source()).contains(new SourceTable("files", "1.2", "main"));
    assertThat(tables.get(7).source()).isEmpty();
  }

  @Test
  void theCatalogFallsThroughAndTheTasksTableIsTakenWhereNoneIsNamed() {
    Configuration fallen = Fixtures.loaded(Fixtures.GOOD.resolve("catalog-fall-through.yml"));
    assertThat(fallen.controllers().stream()
            .flatMap(controller -> controller.tables().stream())
            .map(TableSettings::source))
        .containsExactly(
            Optional.of(new SourceByTask("lake", Optional.of("audit"))),
            Optional.of(new SourceTable("lake", "sales.orders", "audit")),
            Optional.of(new SourceByTask("files", Optional.of("main"))),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new SourceTable("lake", "a.b", "main")));
  }

  @Test
  void aCatalogThatNoTableNamesIsWarnedOf() throws IOException {
    assertThat(Fixtures.warnings(directory, """
            catalogs:
              lake: {type: rest, uri: 'https://a'}
              pond: {type: rest, uri: 'https://b'}
            controllers:
              - name: p
                url: http://localhost
                tables:
                  - name: a_OFFLINE
                    catalog: {name: pond, table: a.b}
            """))
        .containsExactly("catalogs.lake: no use at line 2:3"
            + " (expected: a table that names it: catalog: {name: lake, table: ...})");
  }

  @Test
  void aTokenOverPlainHttpIsWarnedOfUnlessOnThisMachine() throws IOException {
    String file = """
        catalogs:
          lake:
            type: rest
            uri: %s
            auth: {bearerTokenEnv: SECRET}
        controllers:
          - name: p
            url: http://localhost
            tables:
              - name: a_OFFLINE
                catalog: {name: lake, table: a.b}
        """;
    assertThat(Fixtures.warnings(directory, file.formatted("http://catalog:8181")))
        .containsExactly("catalogs.lake.uri: http with credentials at line 4:5"
            + " (expected: https, or anyone on the way can read them)");
    for (String uri : List.of("https://catalog", "http://localhost:8181", "not-a-url")) {
      assertThat(Fixtures.warnings(directory, file.formatted(uri))).isEmpty();
    }
  }

  @Test
  void anUnreadableSecretFileIsAProblemOnlyToACheck() {
    Path file = Fixtures.BAD.resolve("catalog-secret-file-missing.yml");
    assertThat(ConfigurationLoader.load(file, Fixtures.ENV))
        .isInstanceOfSatisfying(
            Loading.Loaded.class,
            loaded -> assertThat(loaded.warnings())
                .extracting(Problem::path)
                .containsExactly("catalogs.lake.secrets.s3.secret-access-key.file"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "token",
        "credential",
        "jdbc.password",
        "s3.secret-access-key",
        "s3.session-token",
        "gcs.oauth2.token",
        "adls.sas-token.account.dfs.core.windows.net",
        "adls.auth.shared-key.account.key",
        "fs.s3a.secret.key",
        "client.credentials-provider.password",
        "javax.net.ssl.keyStorePassword",
        "header.Authorization",
        "header.X-Api-Key",
        "header.Cookie"
      })
  void aPropertyThatHoldsASecretIsToldByItsName(String property) {
    assertThat(LiteralSecrets.named(property)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3.endpoint",
        "s3.access-key-id",
        "token-refresh-enabled",
        "token-exchange-enabled",
        "token-expires-in-ms",
        "s3.session-token-expires-at-ms",
        "client.credentials-provider",
        "client.refresh-credentials-endpoint",
        "adls.token-credential-provider",
        "gcs.oauth2.token-expires-at",
        "oauth2-server-uri",
        "jdbc.user",
        "header.X-Iceberg-Access-Delegation"
      })
  void aPropertyThatOnlySpeaksOfSecretsIsLeftAlone(String property) {
    assertThat(LiteralSecrets.named(property)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db/lake?user=a&password=b",
        "jdbc:postgresql://a:b@db/lake",
        "jdbc:sqlserver://db;user=a;password=b",
        "jdbc:oracle:thin:a/b@//db/lake",
        "https://user@catalog",
        "https://catalog?access_token=b",
        "https://account.blob.core.windows.net/c?sv=1&sig=b",
        "s3://key:b@bucket/w"
      })
  void anAddressWithAPasswordIsToldByItsForm(String address) {
    assertThat(LiteralSecrets.inAddress(address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db:5432/lake?user=a&ssl=true",
        "jdbc:sqlite:/var/lib/lake.db",
        "jdbc:mysql://a@db/lake",
        "jdbc:oracle:thin:@//db:1521/lake",
        "https://catalog.example.com:8181/api?warehouse=a@b",
        "abfss://container@account.dfs.core.windows.net/w",
        "thrift://metastore:9083",
        "vended-credentials"
      })
  void anAddressWithoutAPasswordIsLeftAlone(String address) {
    assertThat(LiteralSecrets.inAddress(address)).isFalse();
  }
}
