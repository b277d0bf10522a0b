package io.icewatch.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Answer;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.Failure;
import io.icewatch.model.IngestionTask;
import io.icewatch.model.SnapshotFiles;
import io.icewatch.model.TableConfig;
import io.icewatch.model.TableListing;
import io.icewatch.model.WatcherRun;
import io.icewatch.model.WatcherStatus;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedAnswersTest {
  private static final String TABLE = "ice_orders_OFFLINE";
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final IcebergDialect DIALECT =
      new IcebergDialect(new BaseUrl(URI.create("http://localhost:9000")));

  @Test
  void aCompletedRunReads() {
    assertThat(sample(DIALECT.status(TABLE), "status-completed.json"))
        .isEqualTo(new WatcherRun(
            WatcherStatus.COMPLETED,
            Optional.of(Instant.ofEpochMilli(1707500000000L)),
            Optional.of(Instant.ofEpochMilli(1707500060000L)),
            15,
            15,
            Optional.empty(),
            Optional.of("1234567890123456789")));
  }

  @Test
  void aFailedRunReads() {
    assertThat(sample(DIALECT.status(TABLE), "status-failed.json"))
        .isEqualTo(new WatcherRun(
            WatcherStatus.FAILED,
            Optional.of(Instant.ofEpochMilli(1707500000000L)),
            Optional.of(Instant.ofEpochMilli(1707500030000L)),
            10,
            5,
            Optional.of("Failed to upload segment: Connection timeout"),
            Optional.empty()));
  }

  @Test
  void anIdleWatcherReads() {
    assertThat(sample(DIALECT.status(TABLE), "status-idle.json")).isEqualTo(WatcherRun.idle());
  }

  @Test
  void aSnapshotCheckpointKeepsAll64Bits() {
    assertThat(sample(DIALECT.checkpoint(TABLE), "checkpoint-snapshot.json"))
        .isEqualTo(new Checkpoint.SnapshotId(1234567890123456789L));
  }

  @Test
  void noCheckpointReadsAsNone() {
    assertThat(sample(DIALECT.checkpoint(TABLE), "checkpoint-none.json"))
        .isEqualTo(new Checkpoint.None());
  }

  @Test
  void fileCountsRead() {
    assertThat(sample(DIALECT.files(TABLE).orElseThrow(), "files-current.json")).isEqualTo(108L);
    assertThat(sample(
            DIALECT.filesAt(TABLE, 1234567890123456789L).orElseThrow(), "files-at-snapshot.json"))
        .isEqualTo(new SnapshotFiles(1234567890123456789L, 42));
  }

  @Test
  void aCountOfAnotherSnapshotIsNotTheCurrentOne() {
    assertThat(answer(DIALECT.files(TABLE).orElseThrow(), sampleReply("files-at-snapshot.json")))
        .isInstanceOfSatisfying(
            Answer.Failed.class,
            failed -> assertThat(failed.failure().message())
                .isEqualTo("snapshotId: 1234567890123456789 (expected: null, none was asked for)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "35-iceberg-status-not-enabled.txt",
        "39-iceberg-status-missing-table.txt",
        "auth/admin-iceberg-status-not-enabled.txt",
        "auth/bearer-iceberg-status-not-enabled.txt",
        "auth/none-iceberg-status-not-enabled.txt",
        "auth/other-iceberg-status-not-enabled.txt",
        "auth/reader-iceberg-status-not-enabled.txt",
        "42-api-pinot-prefix.txt",
        "43-unknown-root.txt"
      })
  void theRoutes404IsAnAbsentFeatureWhateverTheCredentials(String fixture) {
    assertThat(failure(DIALECT.status(TABLE), fixture)).isInstanceOf(Failure.FeatureAbsent.class);
  }

  @Test
  void eachIcebergEndpointsRecorded404IsAnAbsentFeature() {
    assertThat(failure(DIALECT.checkpoint(TABLE), "36-iceberg-checkpoint-not-enabled.txt"))
        .isInstanceOf(Failure.FeatureAbsent.class);
    assertThat(failure(DIALECT.files(TABLE).orElseThrow(), "37-iceberg-files-not-enabled.txt"))
        .isInstanceOf(Failure.FeatureAbsent.class);
    assertThat(failure(
            DIALECT.filesAt(TABLE, 1).orElseThrow(), "38-iceberg-files-snapshot-not-enabled.txt"))
        .isInstanceOf(Failure.FeatureAbsent.class);
  }

  @Test
  void aPages404SaysWhatThePageSaysWithoutItsMarkup() {
    assertThat(failure(DIALECT.status(TABLE), "42-api-pinot-prefix.txt").message())
        .isEqualTo("HTTP 404 on /tables/ice_orders_OFFLINE/iceberg/status (feature off, wrong path"
            + " prefix, or not a controller): a page: Grizzly 2.4.4 Not Found Resource"
            + " identified by path '/api/pinot/tables', does not exist. Grizzly 2.4.4");
  }

  @ParameterizedTest
  @CsvSource({
    "22-periodictask-names.txt, 14",
    "auth/admin-periodictask-names.txt, 14",
    "auth/other-periodictask-names.txt, 14",
    "auth/reader-periodictask-names.txt, 14"
  })
  void taskNamesRead(String fixture, int count) {
    assertThat(answer(DIALECT.taskNames(), Recorded.of(fixture).reply()))
        .isInstanceOfSatisfying(
            Answer.Observed.class,
            observed -> assertThat((List<?>) observed.value())
                .hasSize(count)
                .asString()
                .contains("SegmentStatusChecker"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"auth/none-periodictask-names.txt", "auth/bearer-periodictask-names.txt"})
  void taskNamesWithoutGoodCredentialsAreDenied(String fixture) {
    assertThat(failure(DIALECT.taskNames(), fixture))
        .isEqualTo(new Failure.Denied(401, "HTTP 401: HTTP 401 Unauthorized"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "auth/none-periodictask-run-POST-iceberg.txt",
        "auth/bearer-periodictask-run-POST-iceberg.txt",
        "auth/other-periodictask-run-POST-iceberg.txt",
        "auth/reader-periodictask-run-POST-iceberg.txt",
        "auth/none-periodictask-run-POST.txt",
        "auth/bearer-periodictask-run-POST.txt",
        "auth/other-periodictask-run-POST.txt",
        "auth/reader-periodictask-run-POST.txt"
      })
  void aTriggerWithoutPermissionIsDenied(String fixture) {
    assertThat(triggerFailure(fixture))
        .isEqualTo(new Failure.Denied(
            403,
            "HTTP 403: Permission is denied for UPDATE '/periodictask/run' for table"
                + " 'ice_orders'"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "23-periodictask-run-iceberg-POST.txt",
        "auth/admin-periodictask-run-POST-iceberg.txt",
        "43-unknown-root.txt",
        "42-api-pinot-prefix.txt"
      })
  void aTriggerOfATaskThatIsNotThereIsAnAbsentFeature(String fixture) {
    assertThat(triggerFailure(fixture)).isInstanceOf(Failure.FeatureAbsent.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "18-table-config.txt",
        "19-table-config-with-suffix.txt",
        "auth/admin-table-config.txt",
        "auth/reader-table-config.txt"
      })
  void aTableConfigReads(String fixture) {
    IngestionTask task = new IngestionTask(
        Optional.of("0 */30 * * * ?"),
        Optional.of("catalog"),
        Map.of(
            "schedule",
            "0 */30 * * * ?",
            "iceberg.source.type",
            "catalog",
            "iceberg.catalog.type",
            "rest"));
    assertThat(answer(DIALECT.tableConfig(TABLE), Recorded.of(fixture).reply()))
        .isInstanceOfSatisfying(
            Answer.Observed.class,
            observed -> assertThat(observed.value()).isEqualTo(new TableConfig(Optional.of(task))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "auth/none-table-config.txt",
        "auth/other-table-config.txt",
        "auth/bearer-table-config.txt"
      })
  void aTableConfigWithoutPermissionIsDenied(String fixture) {
    assertThat(failure(DIALECT.tableConfig(TABLE), fixture))
        .isEqualTo(new Failure.Denied(
            403,
            "HTTP 403: Permission is denied for READ '/tables/ice_orders' for table 'ice_orders'"));
  }

  @Test
  void theConfigOfAMissingTableNamesTheTable() {
    assertThat(failure(DIALECT.tableConfig("nosuch"), "21-table-config-missing.txt"))
        .isEqualTo(new Failure.TableUnknown("HTTP 404: Table nosuch does not exist"));
  }

  @Test
  void noFailureQuotesATableConfig() {
    Reply reply = Reply.complete(200, Headers.of(), ByteString.encodeUtf8("{\"OFFLINE\":hunter2}"));
    assertThat(answer(DIALECT.tableConfig(TABLE), reply))
        .isEqualTo(new Answer.Failed<>(new Failure.Malformed(
            "body: not JSON: at 1:12 (expected: a JSON object)",
            "(not shown: it may hold secrets)")));
  }

  @ParameterizedTest
  @CsvSource({
    "05-tables-empty.txt, ''",
    "14-tables-type-realtime.txt, ''",
    "17-tables-taskType-unknown.txt, ''",
    "12-tables-type-offline.txt, ice_orders_OFFLINE plain_OFFLINE",
    "13-tables-type-OFFLINE.txt, ice_orders_OFFLINE plain_OFFLINE",
    "81-tables-database-header.txt, ice_orders_OFFLINE plain_OFFLINE",
    "16-tables-taskType.txt, ice_orders_OFFLINE",
    "83-taskType-filter.txt, ice_orders_OFFLINE",
    "auth/admin-tables.txt, ice_orders_OFFLINE",
    "auth/other-tables.txt, ice_orders_OFFLINE",
    "auth/reader-tables.txt, ice_orders_OFFLINE"
  })
  void aListOfTablesReads(String fixture, String tables) {
    assertThat(answer(DIALECT.tables(), Recorded.of(fixture).reply()))
        .isInstanceOfSatisfying(
            Answer.Observed.class,
            observed -> assertThat(observed.value())
                .isEqualTo(TableListing.of(
                    Stream.of(tables.split(" ")).filter(name -> !name.isEmpty()).toList())));
  }

  @Test
  void aListWithoutTypesIsNoListOfOfflineTables() {
    assertThat(failure(DIALECT.tables(), "11-tables.txt").message())
        .isEqualTo("tables: 2 names such as 'ice_orders' (expected: an array of the names of"
            + " OFFLINE tables)");
  }

  @Test
  void aListIsRefusedByItsStatus() {
    assertThat(failure(DIALECT.tables(), "15-tables-type-bad.txt"))
        .isInstanceOf(Failure.ControllerError.class);
    assertThat(failure(DIALECT.tables(), "auth/none-tables.txt"))
        .isEqualTo(new Failure.Denied(401, "HTTP 401: HTTP 401 Unauthorized"));
    assertThat(failure(DIALECT.tables(), "auth/bearer-tables.txt"))
        .isInstanceOf(Failure.Denied.class);
    assertThat(failure(DIALECT.tables(), "42-api-pinot-prefix.txt"))
        .isInstanceOf(Failure.FeatureAbsent.class);
  }

  @Test
  void aTriggerOfAMissingTableNamesTheTable() {
    assertThat(triggerFailure("30-periodictask-run-missingtable-POST.txt"))
        .isEqualTo(new Failure.TableUnknown("HTTP 404: Table 'nosuch_OFFLINE' not found."));
  }

  @Test
  void otherRefusalsOfATriggerAreUnexpected() {
    assertThat(triggerFailure("31-periodictask-run-badtype-POST.txt"))
        .isEqualTo(new Failure.Unexpected(400, "HTTP 400: Illegal table type 'BOGUS'"));
    assertThat(triggerFailure("34-periodictask-run-PUT.txt"))
        .isEqualTo(new Failure.Unexpected(405, "HTTP 405: HTTP 405 Method Not Allowed"));
  }

  private static <T> Object sample(Question<T> question, String name) {
    return ((Answer.Observed<T>) answer(question, sampleReply(name))).value();
  }

  private static Reply sampleReply(String name) {
    return Reply.complete(200, Headers.of(), Recorded.sample(name));
  }

  private static <T> Answer<T> answer(Question<T> question, Reply reply) {
    return Answers.of(question, reply, Optional.empty(), NOW);
  }

  private static <T> Failure failure(Question<T> question, String fixture) {
    return ((Answer.Failed<T>) answer(question, Recorded.of(fixture).reply())).failure();
  }

  private static Failure triggerFailure(String fixture) {
    HttpUrl url = DIALECT.trigger(TABLE).url();
    return Refusal.ofTrigger(url, DIALECT.taskName(), Recorded.of(fixture).reply(), NOW);
  }
}
