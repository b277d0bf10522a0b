package io.icewatch.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Optional;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalTableDialectTest {
  private final ExternalTableDialect dialect =
      new ExternalTableDialect(new BaseUrl(URI.create("https://h/api/pinot/")), Optional.empty());

  @Test
  void statusAndCheckpointLieBelowExternalTable() {
    assertThat(dialect.status("a b_OFFLINE").url())
        .hasToString("https://h/api/pinot/tables/a%20b_OFFLINE/externalTable/status");
    assertThat(dialect.checkpoint("t_OFFLINE").url())
        .hasToString("https://h/api/pinot/tables/t_OFFLINE/externalTable/checkpoint");
    assertThat(dialect.taskNames().url()).hasToString("https://h/api/pinot/tasks/tasktypes");
  }

  @Test
  void noFileIsCounted() {
    assertThat(dialect.files("t_OFFLINE")).isEmpty();
    assertThat(dialect.filesAt("t_OFFLINE", 1)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "my_table_OFFLINE, my_table_OFFLINE",
    "my_table, my_table_OFFLINE",
    "db.my_table, db.my_table_OFFLINE",
    "a+b=c_OFFLINE, a%2Bb%3Dc_OFFLINE"
  })
  void theTriggerNamesOneTableAndItsTypeTwice(String table, String sent) {
    RunOrder order = dialect.trigger(table);
    assertThat(order.url())
        .hasToString(
            "https://h/api/pinot/tasks/schedule?taskType=ExternalTableSyncTask&tableName=" + sent);
    assertThat(order.body())
        .isEqualTo("{\"taskType\":\"ExternalTableSyncTask\",\"tableName\":\""
            + sent.replace("%2B", "+").replace("%3D", "=") + "\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "_OFFLINE", "a,b", "a b", "*", "..", "t_REALTIME", "a&b=c"})
  void aTriggerOfAnythingButOneOfflineTableIsRefused(String table) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dialect.trigger(table))
        .withMessageContaining("(expected: the name of one OFFLINE table)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ExternalTableSyncTask\":\"Task_ExternalTableSyncTask_1707500000000\"}",
        "{\"ExternalTableSyncTask\":\"Task_1\",\"generationErrors\":\"\",\"schedulingErrors\":\"\"}",
        "",
        "OK",
        "[]",
        "{\"status\":\"scheduled\"}"
      })
  void anAnswerThatSaysSoOrSaysNothingIsTakenAsItStands(String body) {
    assertThat(dialect.objection(ByteString.encodeUtf8(body))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | it says that it scheduled nothing",
        "{\"ExternalTableSyncTask\":null} | it says that it scheduled nothing",
        "{\"ExternalTableSyncTask\":\"\"} | it says that it scheduled nothing",
        "{\"generationErrors\":\"\",\"schedulingErrors\":\"no\"} | it says that it scheduled nothing",
        "{\"MergeRollupTask\":\"Task_1\"} | it says that it scheduled MergeRollupTask (expected:"
            + " ExternalTableSyncTask alone)",
        "{\"ExternalTableSyncTask\":\"a\",\"PurgeTask\":\"b\"} | it says that it scheduled"
            + " ExternalTableSyncTask, PurgeTask (expected: ExternalTableSyncTask alone)"
      })
  void anAnswerThatSaysOtherwiseIsTold(String body, String told) {
    assertThat(dialect.objection(ByteString.encodeUtf8(body))).contains(told);
  }
}
