package io.icewatch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SandboxTest {
  private static final SandboxTable ORDERS = SandboxTable.named("orders_OFFLINE")
      .writing(Writing.once(1).then(Duration.ofMillis(10), 1))
      .scheduled("* * * * * ?");

  @Test
  void closingEndsItsThreadsAndDeletesItsDirectory() {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    Sandbox sandbox = Sandbox.start(SandboxSettings.of(List.of(ORDERS)));
    Path warehouse = Path.of(sandbox.catalogProperties().get("warehouse"));
    Path directory = warehouse.getParent().getParent();
    Asking.patiently().until(() -> sandbox.truth("orders_OFFLINE").currentFiles() > 3);
    assertThat(directory).isDirectory();
    assertThat(started(before))
        .filteredOn(thread -> !librarys(thread))
        .isNotEmpty()
        .allSatisfy(thread -> assertThat(thread.isDaemon()).as(thread.getName()).isTrue());

    sandbox.close();

    assertThat(directory).doesNotExist();
    Asking.patiently()
        .untilAsserted(() -> assertThat(started(before))
            .filteredOn(thread -> !librarys(thread))
            .extracting(Thread::getName)
            .isEmpty());
  }

  @Test
  void anOccupiedPortIsSaidAndLeavesNothing() {
    try (Sandbox first = Sandbox.start(SandboxSettings.of(List.of()))) {
      int port = first.url().getPort();
      Set<String> before = directories();

      assertThatThrownBy(() -> Sandbox.start(SandboxSettings.of(List.of(ORDERS)).onPort(port)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("port " + port + ": cannot listen on 127.0.0.1");

      assertThat(directories()).isEqualTo(before);
      assertThat(Asking.of(first).get("/health").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void theControllersClockMayBeAheadOfTheWriters() {
    Duration ahead = Duration.ofHours(2);
    SandboxSettings settings =
        SandboxSettings.of(List.of(SandboxTable.named("orders_OFFLINE"))).skewedBy(ahead);
    try (Sandbox sandbox = Sandbox.start(settings)) {
      Truth truth = sandbox.truth("orders_OFFLINE");
      Duration between =
          Duration.between(truth.lastCommit().orElseThrow(), truth.lastSuccess().orElseThrow());
      assertThat(between).isGreaterThanOrEqualTo(ahead.minusSeconds(1));
      Instant date = ZonedDateTime.parse(
              Asking.of(sandbox).get("/health").headers().firstValue("Date").orElseThrow(),
              DateTimeFormatter.RFC_1123_DATE_TIME)
          .toInstant();
      assertThat(date).isAfter(truth.lastCommit().orElseThrow().plusSeconds(7_000));
    }
  }

  @Test
  void theDemosTablesStartAsTheyAreMeantTo() {
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.of(DemoTables.all()))) {
      Asking ask = Asking.of(sandbox);
      assertThat(ask.json("/tables?type=OFFLINE&taskType=IcebergIngestionTask").get("tables"))
          .hasSize(11);
      assertThat(ask.state("returns_OFFLINE")).isEqualTo("IDLE");
      assertThat(ask.get("/tables/raw_events_OFFLINE/iceberg/files").statusCode())
          .isEqualTo(400);
      assertThat(ask.json("/tables/returns")
              .at("/OFFLINE/task/taskTypeConfigsMap/IcebergIngestionTask")
              .has("schedule"))
          .isFalse();
      Asking.patiently()
          .untilAsserted(() -> assertThat(sandbox.tables())
              .allSatisfy(
                  table -> assertThat(sandbox.truth(table).pendingFiles()).isPositive()));
      assertThat(ask.state("inventory_OFFLINE")).isEqualTo("COMPLETED");
      Asking.patiently().until(() -> ask.state("shipments_OFFLINE").equals("RUNNING"));
    }
  }

  private static List<Thread> started(Set<Thread> before) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> !before.contains(t))
        .toList();
  }

  /** Threads that a library keeps for the whole JVM, and the test's own HTTP client. */
  private static boolean librarys(Thread thread) {
    String name = thread.getName();
    return name.startsWith("iceberg-")
        || name.startsWith("ForkJoinPool")
        || name.startsWith("globalEventExecutor")
        || name.startsWith("process reaper")
        || name.startsWith("HttpClient-")
        || name.startsWith("awaitility-")
        || name.startsWith("Attach Listener");
  }

  private static Set<String> directories() {
    try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("icewatch-sandbox-"))
          .collect(Collectors.toSet());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
