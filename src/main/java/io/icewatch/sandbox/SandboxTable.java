package io.icewatch.sandbox;

import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import org.quartz.CronExpression;

/**
 * One table of the sandbox and how it behaves. It is made from {@link #named} by changing what
 * differs: each such method gives the same table with that one component replaced.
 *
 * @param name the Pinot table's name with its type: {@code orders_OFFLINE}, or {@code
 *     sales.orders_OFFLINE} in a logical database
 * @param source the value of {@code iceberg.source.type}
 * @param checkpointType what the table's checkpoint holds
 * @param schedule Quartz cron of its IcebergIngestionTask; empty: runs only when triggered
 * @param writing what is committed to it
 * @param ingestedAtStart whether the first snapshot has been ingested when the sandbox is up
 * @param timePerFile how long a run takes over one file, 0 or more
 * @param behaviour how its runs go after the start
 * @param upkeep what happens to its source beside the writing
 */
public record SandboxTable(
    String name,
    Source source,
    CheckpointType checkpointType,
    Optional<String> schedule,
    Writing writing,
    boolean ingestedAtStart,
    Duration timePerFile,
    Behaviour behaviour,
    Optional<Upkeep> upkeep) {
  static final String SUFFIX = "_OFFLINE";

  public SandboxTable {
    if (!name.matches("([A-Za-z0-9_-]+\\.)?[A-Za-z0-9_-]+" + SUFFIX)) {
      throw new IllegalArgumentException(
          "name: '" + name + "' (expected: letters, digits, _ and - before " + SUFFIX
              + ", or such a database and a dot before that)");
    }
    if (timePerFile.isNegative()) {
      throw new IllegalArgumentException("timePerFile: " + timePerFile + " (expected: 0 or more)");
    }
    schedule.ifPresent(SandboxTable::cron);
  }

  /** A healthy catalog table: one file, ingested at start, no writer, no schedule, no delay. */
  public static SandboxTable named(String name) {
    return new SandboxTable(
        name,
        Source.CATALOG,
        CheckpointType.SNAPSHOT_ID,
        Optional.empty(),
        Writing.once(1),
        true,
        Duration.ZERO,
        Behaviour.HEALTHY,
        Optional.empty());
  }

  public SandboxTable from(Source other) {
    return new SandboxTable(
        name,
        other,
        checkpointType,
        schedule,
        writing,
        ingestedAtStart,
        timePerFile,
        behaviour,
        upkeep);
  }

  public SandboxTable checkpointing(CheckpointType other) {
    return new SandboxTable(
        name, source, other, schedule, writing, ingestedAtStart, timePerFile, behaviour, upkeep);
  }

  public SandboxTable scheduled(String cron) {
    return new SandboxTable(
        name,
        source,
        checkpointType,
        Optional.of(cron),
        writing,
        ingestedAtStart,
        timePerFile,
        behaviour,
        upkeep);
  }

  public SandboxTable writing(Writing other) {
    return new SandboxTable(
        name,
        source,
        checkpointType,
        schedule,
        other,
        ingestedAtStart,
        timePerFile,
        behaviour,
        upkeep);
  }

  public SandboxTable neverIngested() {
    return new SandboxTable(
        name, source, checkpointType, schedule, writing, false, timePerFile, behaviour, upkeep);
  }

  public SandboxTable taking(Duration perFile) {
    return new SandboxTable(
        name,
        source,
        checkpointType,
        schedule,
        writing,
        ingestedAtStart,
        perFile,
        behaviour,
        upkeep);
  }

  public SandboxTable behaving(Behaviour other) {
    return new SandboxTable(
        name,
        source,
        checkpointType,
        schedule,
        writing,
        ingestedAtStart,
        timePerFile,
        other,
        upkeep);
  }

  public SandboxTable upkeep(Upkeep.Deed deed, Duration after) {
    return new SandboxTable(
        name,
        source,
        checkpointType,
        schedule,
        writing,
        ingestedAtStart,
        timePerFile,
        behaviour,
        Optional.of(new Upkeep(deed, after)));
  }

  /** The name without its type: {@code orders}. */
  public String rawName() {
    return name.substring(0, name.length() - SUFFIX.length());
  }

  /** What its Iceberg table is called: {@code orders}, {@code sales_orders}. */
  String sourceName() {
    return rawName().replace('.', '_');
  }

  static CronExpression cron(String schedule) {
    try {
      return new CronExpression(schedule);
    } catch (ParseException e) {
      throw new IllegalArgumentException(
          "schedule: '" + schedule + "' (expected: a Quartz cron expression): " + e.getMessage(),
          e);
    }
  }
}
