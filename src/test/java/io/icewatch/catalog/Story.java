package io.icewatch.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileMetadata;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.RowDelta;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.types.Types;

/** A real Iceberg table, what can be done to it, and the truth about what was. */
final class Story {
  static final Schema SCHEMA =
      new Schema(Types.NestedField.required(1, "id", Types.LongType.get()));

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final PartitionSpec SPEC = PartitionSpec.unpartitioned();

  final TableIdentifier id;
  final int version;
  Truth truth = new Truth();
  private final Catalog catalog;
  private final Random random;
  private final Map<String, String> properties;
  private final List<Long> staged = new ArrayList<>();
  private final Set<Long> summaryless = new HashSet<>();
  private final Set<Long> foreign = new HashSet<>();
  private Table table;
  private int names;
  private long clock;

  Story(Catalog catalog, TableIdentifier id, int version, Random random) {
    this.catalog = catalog;
    this.id = id;
    this.version = version;
    this.random = random;
    this.clock = System.currentTimeMillis() - 10L * 24 * 3600 * 1000;
    this.properties = Map.of(
        "format-version",
        Integer.toString(version),
        "commit.manifest.min-count-to-merge",
        random.nextBoolean() ? "2" : "100");
    this.table = catalog.createTable(id, SCHEMA, SPEC, null, properties);
  }

  Table table() {
    return table;
  }

  TableMetadata metadata() {
    return operations().current();
  }

  private TableOperations operations() {
    return ((BaseTable) table).operations();
  }

  DataFile file(long records) {
    return DataFiles.builder(SPEC)
        .withPath(table.location() + "/data/" + id.name() + "-" + names++ + ".parquet")
        .withFileSizeInBytes(100 + random.nextInt(10_000))
        .withRecordCount(records)
        .withFormat(FileFormat.PARQUET)
        .build();
  }

  private List<DataFile> files() {
    List<DataFile> files = new ArrayList<>();
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      files.add(file(random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(1000)));
    }
    return files;
  }

  private List<DataFile> someLive(int most) {
    List<DataFile> live = new ArrayList<>(truth.live());
    Collections.shuffle(live, random);
    return new ArrayList<>(live.subList(0, Math.min(live.size(), 1 + random.nextInt(most))));
  }

  /** Writes down the snapshot that the last call made the head of main. */
  private void wrote(boolean data, List<DataFile> added, List<DataFile> removed, boolean deletes) {
    Snapshot made = table.currentSnapshot();
    truth.head = Optional.of(note(made, truth.head, data, added, removed, deletes));
  }

  private Truth.Commit note(
      Snapshot made,
      Optional<Truth.Commit> parent,
      boolean data,
      List<DataFile> added,
      List<DataFile> removed,
      boolean deletes) {
    Set<DataFile> live = new LinkedHashSet<>(parent.map(at -> at.live).orElse(Set.of()));
    live.removeAll(removed);
    live.addAll(added);
    Truth.Commit commit = new Truth.Commit(
        made.snapshotId(), parent, made.timestampMillis(), data, added, live, deletes);
    truth.commits.put(commit.id, commit);
    return commit;
  }

  void append(boolean fast) {
    List<DataFile> files = files();
    var append = fast ? table.newFastAppend() : table.newAppend();
    files.forEach(append::appendFile);
    append.commit();
    wrote(true, files, List.of(), false);
  }

  void nothing() {
    table.newFastAppend().commit();
    wrote(false, List.of(), List.of(), false);
  }

  /** Compacts some live files into one with the same rows. */
  void rewrite(boolean keepSequence) {
    List<DataFile> old = someLive(5);
    if (old.isEmpty()) {
      return;
    }
    DataFile packed = file(old.stream().mapToLong(DataFile::recordCount).sum());
    RewriteFiles rewrite = table.newRewrite().validateFromSnapshot(truth.head.orElseThrow().id);
    old.forEach(rewrite::deleteFile);
    rewrite.addFile(packed);
    if (keepSequence && version > 1) {
      rewrite.dataSequenceNumber(table.currentSnapshot().sequenceNumber());
    }
    rewrite.commit();
    wrote(false, List.of(packed), old, false);
  }

  void delete() {
    List<DataFile> old = someLive(2);
    if (old.isEmpty()) {
      return;
    }
    var delete = table.newDelete();
    old.forEach(delete::deleteFile);
    delete.commit();
    wrote(true, List.of(), old, false);
  }

  void overwrite() {
    List<DataFile> old = someLive(2);
    List<DataFile> files = files();
    OverwriteFiles overwrite = table.newOverwrite();
    old.forEach(overwrite::deleteFile);
    files.forEach(overwrite::addFile);
    overwrite.commit();
    wrote(true, files, old, false);
  }

  /** Deletes rows of one file, by a position delete file or a deletion vector. */
  void rowDelta(boolean withData) {
    List<DataFile> target = someLive(1);
    if (target.isEmpty() || version == 1) {
      return;
    }
    List<DataFile> files = withData ? files() : List.of();
    RowDelta delta = table.newRowDelta().validateFromSnapshot(truth.head.orElseThrow().id);
    files.forEach(delta::addRows);
    delta.addDeletes(deletes(target.get(0)));
    delta.commit();
    wrote(true, files, List.of(), true);
  }

  private DeleteFile deletes(DataFile target) {
    FileMetadata.Builder deletes = FileMetadata.deleteFileBuilder(SPEC)
        .ofPositionDeletes()
        .withPath(table.location() + "/data/delete-" + names++)
        .withFileSizeInBytes(10 + random.nextInt(100))
        .withRecordCount(1);
    return version >= 3
        ? deletes
            .withFormat(FileFormat.PUFFIN)
            .withReferencedDataFile(target.location())
            .withContentOffset(4)
            .withContentSizeInBytes(6)
            .build()
        : deletes.withFormat(FileFormat.PARQUET).build();
  }

  void rollback() {
    List<Truth.Commit> held = truth.line().stream()
        .skip(1)
        .takeWhile(at -> table.snapshot(at.id) != null)
        .toList();
    if (held.isEmpty()) {
      return;
    }
    Truth.Commit target = held.get(random.nextInt(Math.min(4, held.size())));
    table.manageSnapshots().rollbackTo(target.id).commit();
    truth.head = Optional.of(target);
  }

  void stage() {
    List<DataFile> files = files();
    var append = table.newFastAppend().stageOnly().set("wap.id", "w" + names++);
    files.forEach(append::appendFile);
    append.commit();
    Snapshot made = newest();
    note(made, truth.head, true, files, List.of(), false);
    staged.add(made.snapshotId());
  }

  private Snapshot newest() {
    Snapshot last = null;
    for (Snapshot each : table.snapshots()) {
      last = each;
    }
    return last;
  }

  void cherryPick() {
    if (staged.isEmpty()) {
      return;
    }
    long id = staged.remove(random.nextInt(staged.size()));
    if (table.snapshot(id) == null) {
      return;
    }
    Truth.Commit source = truth.commits.get(id);
    try {
      table.manageSnapshots().cherrypick(id).commit();
    } catch (ValidationException e) {
      // Iceberg does not take a commit that the line holds already.
      return;
    }
    if (table.currentSnapshot().snapshotId() == id) {
      truth.head = Optional.of(source);
    } else {
      wrote(true, source.added, List.of(), false);
    }
  }

  void branch() {
    if (truth.head.isEmpty()) {
      return;
    }
    String name = "b" + names++;
    table.manageSnapshots().createBranch(name, truth.head.get().id).commit();
    List<DataFile> files = files();
    SnapshotUpdate<?> append = commitTo(name, files);
    append.commit();
    note(table.snapshot(name), truth.head, true, files, List.of(), false);
  }

  private SnapshotUpdate<?> commitTo(String branch, List<DataFile> files) {
    var append = table.newFastAppend().toBranch(branch);
    files.forEach(append::appendFile);
    return append;
  }

  void tag() {
    List<Truth.Commit> line = truth.line();
    if (line.isEmpty()) {
      return;
    }
    Truth.Commit at = line.get(random.nextInt(line.size()));
    if (table.snapshot(at.id) != null) {
      table.manageSnapshots().createTag("t" + names++, at.id).commit();
    }
  }

  /** Expires all but the last few of each branch, as maintenance does. */
  void expire() {
    table
        .expireSnapshots()
        .expireOlderThan(Long.MAX_VALUE)
        .retainLast(1 + random.nextInt(6))
        .cleanupLevel(ExpireSnapshots.CleanupLevel.NONE)
        .commit();
  }

  void createOrReplace() {
    Transaction replace = catalog
        .buildTable(id, SCHEMA)
        .withPartitionSpec(SPEC)
        .withProperties(properties)
        .createOrReplaceTransaction();
    List<DataFile> files = random.nextInt(4) == 0 ? List.of() : files();
    if (!files.isEmpty()) {
      var append = replace.newFastAppend();
      files.forEach(append::appendFile);
      append.commit();
    }
    replace.commitTransaction();
    table = catalog.loadTable(id);
    truth.head = Optional.empty();
    if (!files.isEmpty()) {
      wrote(true, files, List.of(), false);
    }
  }

  void dropAndCreate() {
    catalog.dropTable(id, false);
    table = catalog.createTable(id, SCHEMA, SPEC, null, properties);
    truth = new Truth();
    staged.clear();
  }

  /** Leaves out of a snapshot's summary what some writers leave out. */
  void foreignWriter(boolean whole) {
    truth.head.ifPresent(head -> edit(root -> {
      for (JsonNode snapshot : root.get("snapshots")) {
        if (snapshot.get("snapshot-id").asLong() == head.id) {
          foreign.add(head.id);
          if (whole) {
            ((ObjectNode) snapshot).remove("summary");
            summaryless.add(head.id);
          } else if (snapshot.get("summary") instanceof ObjectNode summary) {
            List<String> keys = new ArrayList<>();
            summary.fieldNames().forEachRemaining(keys::add);
            boolean all = random.nextBoolean();
            keys.stream()
                .filter(key -> !key.equals("operation"))
                .filter(key -> all || key.startsWith("total-"))
                .forEach(summary::remove);
            if (random.nextInt(4) == 0) {
              summary.put("added-data-files", "many");
            }
          }
        }
      }
    }));
  }

  /** Whether the snapshot's summary was left out whole: its operation cannot be known. */
  boolean summaryless(long snapshot) {
    return summaryless.contains(snapshot);
  }

  /** Whether part of the summary was left out: the size of the files may be in no summary. */
  boolean foreign(long snapshot) {
    return foreign.contains(snapshot);
  }

  /** Spreads the commits over the last days: committed in one go, they share milliseconds. */
  void retime() {
    for (Truth.Commit commit : truth.commits.values()) {
      if (commit.time > clock) {
        clock += 1 + random.nextInt(600_000);
        commit.time = clock;
      }
    }
    edit(root -> {
      for (JsonNode snapshot : root.get("snapshots")) {
        Truth.Commit commit = truth.commits.get(snapshot.get("snapshot-id").asLong());
        ((ObjectNode) snapshot).put("timestamp-ms", commit.time);
      }
    });
  }

  private void edit(Consumer<JsonNode> change) {
    try {
      TableOperations operations = operations();
      TableMetadata base = operations.refresh();
      JsonNode root = JSON.readTree(TableMetadataParser.toJson(base));
      change.accept(root);
      operations.commit(base, TableMetadataParser.fromJson(JSON.writeValueAsString(root)));
      table.refresh();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
