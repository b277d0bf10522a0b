package io.icewatch.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.CatalogAuth;
import io.icewatch.model.CatalogSettings;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.CheckpointFacts;
import io.icewatch.model.Pending;
import io.icewatch.model.Position;
import io.icewatch.model.SourceTable;
import io.icewatch.model.SourceView;
import io.icewatch.sandbox.DemoTables;
import io.icewatch.sandbox.Sandbox;
import io.icewatch.sandbox.SandboxSettings;
import io.icewatch.sandbox.SandboxTable;
import io.icewatch.sandbox.Truth;
import io.icewatch.sandbox.Writing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is read of the sandbox's tables over its REST catalog, held against its own books. */
class SandboxCatalogTest {
  private static final String ORDERS = "orders_OFFLINE";

  private final Map<String, CheckpointFacts> remembered = new HashMap<>();
  private Sandbox sandbox;
  private IcebergSource source;

  private void start(List<SandboxTable> tables) {
    sandbox = Sandbox.start(SandboxSettings.of(tables));
    source = new IcebergSource(
        new CatalogSettings(
            "lake",
            "rest",
            Optional.of(sandbox.catalogUrl().toString()),
            Optional.empty(),
            Map.of(),
            Map.of(),
            new CatalogAuth.None(),
            new CatalogSettings.Limits(
                4, 1000, Duration.ofSeconds(5), Duration.ofSeconds(20), 100)),
        InstantSource.system(),
        System::nanoTime,
        name -> null);
  }

  @AfterEach
  void stop() {
    source.close();
    sandbox.close();
  }

  @Test
  void aCompactionCountsAsASnapshotAndNotAsData() {
    start(List.of(SandboxTable.named(ORDERS).writing(Writing.once(3))));
    agreed("current");
    sandbox.compact(ORDERS);
    assertThat(agreed("behind").position().pending().orElseThrow().behindSince())
        .isEmpty();
    assertThat(sandbox.truth(ORDERS).currentFiles()).isEqualTo(1);

    sandbox.commit(ORDERS, 2);
    sandbox.commit(ORDERS, 1);
    sandbox.compact(ORDERS);

    SourceView view = agreed("behind");
    assertThat(sandbox.truth(ORDERS).pendingFiles()).isEqualTo(3);
    assertThat(view.headFiles()).hasValue(2);
    assertThat(view.checkpointFiles()).hasValue(3);
  }

  @Test
  void theCommitsOfTheLineAreToldNewestFirst() {
    start(List.of(SandboxTable.named(ORDERS).writing(Writing.once(3))));
    agreed("current");
    sandbox.commit(ORDERS, 2);
    sandbox.compact(ORDERS);
    SourceView view = agreed("behind");
    assertThat(view.commits())
        .extracting(commit -> commit.operation().orElse("") + " " + commit.files())
        .containsExactly("replace 0", "append 2", "append 3");
    assertThat(view.commits().get(1).bytes())
        .isEqualTo(view.position().pending().orElseThrow().bytes());
    assertThat(view.commits().get(0).snapshotId()).isEqualTo(view.headSnapshot().orElseThrow());
  }

  @Test
  void aRollbackBehindTheCheckpointDiverges() {
    start(List.of(SandboxTable.named(ORDERS).scheduled("* * * * * ?")));
    assertThat(sandbox.rollBack(ORDERS)).as("nothing before the first snapshot").isFalse();
    sandbox.commit(ORDERS, 2);
    await().until(() -> sandbox.truth(ORDERS).position().equals("current"));
    agreed("current");

    assertThat(sandbox.rollBack(ORDERS)).isTrue();

    assertThat(agreed("diverged").position().pending().orElseThrow().behindSince())
        .isEmpty();
    sandbox.commit(ORDERS, 4);
    Position.Diverged diverged = (Position.Diverged) agreed("diverged").position();
    assertThat(diverged.orphaned().value()).hasValue(1);
    assertThat(sandbox.truth(ORDERS).pendingFiles()).isEqualTo(4);
  }

  @Test
  void anExpiryLosesTheCheckpointAloneOrItsChildToo() {
    start(List.of(SandboxTable.named(ORDERS)));
    agreed("current");
    sandbox.commit(ORDERS, 1);
    sandbox.expire(ORDERS);
    agreed("behind_checkpoint_expired");

    sandbox.commit(ORDERS, 2);
    sandbox.expire(ORDERS);

    agreed("gap");
    assertThat(sandbox.truth(ORDERS).pendingFiles()).isEqualTo(3);
  }

  @Test
  void aTableCreatedAgainIsAnotherOne() {
    start(List.of(SandboxTable.named(ORDERS)));
    SourceView before = agreed("current");

    sandbox.recreate(ORDERS);

    assertThat(agreed("table_replaced").tableUuid()).isNotEqualTo(before.tableUuid());
    sandbox.commit(ORDERS, 5);
    agreed("table_replaced");
    assertThat(sandbox.truth(ORDERS).pendingFiles()).isEqualTo(5);
  }

  @Test
  void aTimestampCheckpointIsPlacedToTheMillisecond() {
    start(List.of(SandboxTable.named(ORDERS)));
    Instant ingested = sandbox.truth(ORDERS).lastCommit().orElseThrow();
    sandbox.commit(ORDERS, 1);
    sandbox.commit(ORDERS, 1);

    Truth truth = sandbox.truth(ORDERS);

    agree(truth, read(ORDERS, new Checkpoint.Timestamp(ingested)));
    assertThat(truth.pendingSnapshots()).isEqualTo(2);
  }

  /** Takes half a minute: the demo's tables come to what they show by themselves. */
  @Test
  void eachDemoTableIsReadAsItIs() {
    start(DemoTables.all());
    Map<String, Set<String>> agreed = new HashMap<>();
    Map<String, Long> most = new HashMap<>();
    Set<String> fell = new TreeSet<>();
    await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(100)).until(() -> {
      for (String table : sandbox.tables()) {
        Truth before = sandbox.truth(table);
        SourceView view = read(table, checkpoint(before));
        if (sandbox.truth(table).equals(before)) {
          agree(before, view);
          agreed.computeIfAbsent(table, name -> new TreeSet<>()).add(before.position());
          if (before.currentFiles() < most.merge(table, before.currentFiles(), Math::max)) {
            fell.add(table);
          }
        }
      }
      return agreed.getOrDefault("refunds_OFFLINE", Set.of()).contains("diverged")
          && agreed.getOrDefault("archive_OFFLINE", Set.of()).contains("gap")
          && agreed.getOrDefault("customers_OFFLINE", Set.of()).contains("table_replaced")
          && fell.contains("sessions_OFFLINE");
    });
    assertThat(agreed).containsOnlyKeys(sandbox.tables());
    assertThat(agreed.get("returns_OFFLINE")).containsExactly("none");
    assertThat(agreed.get("inventory_OFFLINE")).contains("behind");
    assertThat(agreed.get("payments_OFFLINE")).contains("behind");
  }

  private SourceView agreed(String position) {
    Truth truth = sandbox.truth(ORDERS);
    assertThat(truth.position()).isEqualTo(position);
    SourceView view = read(ORDERS, checkpoint(truth));
    agree(truth, view);
    return view;
  }

  private static Checkpoint checkpoint(Truth truth) {
    return truth
        .checkpointSnapshot()
        .<Checkpoint>map(Checkpoint.SnapshotId::new)
        .orElse(new Checkpoint.None());
  }

  private SourceView read(String table, Checkpoint checkpoint) {
    String raw = table.substring(0, table.indexOf("_OFFLINE"));
    CatalogAnswer answer = source.read(
        new SourceTable("lake", "sandbox." + raw, SourceTable.MAIN),
        checkpoint,
        Optional.ofNullable(remembered.get(table)),
        Duration.ofSeconds(20));
    assertThat(answer).as(table + ": " + answer.message()).isInstanceOf(CatalogAnswer.Read.class);
    SourceView view = ((CatalogAnswer.Read) answer).view();
    view.checkpoint().ifPresent(facts -> remembered.put(table, facts));
    return view;
  }

  private static void agree(Truth truth, SourceView view) {
    String what = truth + " and " + view;
    assertThat(view.tableUuid()).as(what).isEqualTo(truth.sourceUuid());
    assertThat(view.headSnapshot()).as(what).isEqualTo(number(truth.currentSnapshot()));
    assertThat(view.headCommittedAt()).as(what).isEqualTo(truth.lastCommit());
    assertThat(view.headFiles().orElse(0)).as(what).isEqualTo(truth.currentFiles());
    if (view.checkpointFiles().isPresent()) {
      assertThat(view.checkpointFiles()).as(what).hasValue(truth.checkpointFiles());
    }
    if (truth.position().equals("none")) {
      assertThat(view.position()).as(what).isInstanceOf(Position.Unknown.class);
      return;
    }
    assertThat(view.position().kind()).as(what).isEqualTo(truth.position());
    view.position().pending().ifPresent(pending -> agree(truth, pending, what));
  }

  private static void agree(Truth truth, Pending pending, String what) {
    assertThat(pending.snapshots().contains(truth.pendingSnapshots())).as(what).isTrue();
    assertThat(pending.files().contains(truth.pendingFiles())).as(what).isTrue();
    assertThat(pending.records().contains(truth.pendingRecords())).as(what).isTrue();
    if (truth.position().equals("gap")) {
      assertThat(
              pending.behindSince().orElseThrow().contains(truth.behindSince().orElseThrow()))
          .as(what)
          .isTrue();
      return;
    }
    assertThat(pending.snapshots().exact()).as(what).isTrue();
    assertThat(pending.files().exact()).as(what).isTrue();
    assertThat(pending.records().exact()).as(what).isTrue();
    assertThat(pending.behindSince())
        .as(what)
        .isEqualTo(truth.behindSince().map(Pending.Since::exactly));
  }

  private static OptionalLong number(Optional<Long> id) {
    return id.map(OptionalLong::of).orElse(OptionalLong.empty());
  }
}
