package io.icewatch.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.rest.Endpoint;
import org.apache.iceberg.rest.responses.ConfigResponse;
import org.apache.iceberg.rest.responses.LoadTableResponse;
import org.junit.jupiter.api.Test;

class ServerConfigTest {
  @Test
  void theServerDoesNotChooseTheFileIo() {
    ConfigResponse config = (ConfigResponse) ServerConfig.without(ConfigResponse.builder()
        .withDefaults(
            new HashMap<>(Map.of("io-impl", "org.apache.iceberg.aws.s3.S3FileIO", "prefix", "a")))
        .withOverrides(new HashMap<>(Map.of("snapshot-loading-mode", "refs")))
        .withEndpoints(List.of(Endpoint.V1_LOAD_TABLE))
        .build());
    assertThat(config.defaults()).isEqualTo(Map.of("prefix", "a"));
    assertThat(config.overrides()).isEmpty();
    assertThat(config.endpoints()).containsExactly(Endpoint.V1_LOAD_TABLE);
  }

  @Test
  void aTablesOwnConfigurationIsKeptButForThat() {
    LoadTableResponse table = LoadTableResponse.builder()
        .withTableMetadata(LongHistory.of("s3://b/t", 2))
        .addAllConfig(new HashMap<>(Map.of("io-impl", "x.Y", "s3.endpoint", "http://h")))
        .build();
    LoadTableResponse kept = (LoadTableResponse) ServerConfig.without(table);
    assertThat(kept.config()).isEqualTo(Map.of("s3.endpoint", "http://h"));
    assertThat(kept.metadataLocation()).isEqualTo(table.metadataLocation());
    assertThat(kept.tableMetadata().snapshots()).hasSize(2);
  }

  @Test
  void secretsDoNotShowInMessages() {
    assertThat(Redaction.of("No driver for jdbc:postgresql://u:p@h/d?user=a&password=b c"))
        .isEqualTo("No driver for jdbc:postgresql://***@h/d?user=a&password=*** c");
    assertThat(Redaction.of("client_secret=abc&scope=x")).isEqualTo("client_secret=***&scope=x");
  }
}
