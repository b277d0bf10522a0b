package io.icewatch.decide;

import io.icewatch.model.Severity;
import java.time.Duration;

/**
 * What the daemon alerts about by itself: for each alert the name, severity, patience and sentence of
 * the rule in {@code alerts/} that says the same in Prometheus.
 */
public enum AlertRule {
  LAG_CRITICAL(
      "PinotIcebergLagHigh",
      Severity.CRITICAL,
      Subject.TABLE,
      "2m",
      "Data has been waiting for ingestion past the table's critical threshold."),
  LAG_WARNING(
      "PinotIcebergLagHigh",
      Severity.WARNING,
      Subject.TABLE,
      "2m",
      "Data has been waiting for ingestion past the table's warning threshold."),
  LAG_UNKNOWN(
      "PinotIcebergLagUnknown",
      Severity.WARNING,
      Subject.TABLE,
      "1h",
      "The controller answers, and how far behind the table is cannot be told."),
  INGESTION_FAILED(
      "PinotIcebergIngestionFailed",
      Severity.WARNING,
      Subject.TABLE,
      "2m",
      "The table's last ingestion run failed."),
  RUN_STUCK(
      "PinotIcebergRunStuck",
      Severity.WARNING,
      Subject.TABLE,
      "2m",
      "An ingestion run makes no progress or takes too long."),
  INGESTION_STALLED(
      "PinotIcebergIngestionStalled",
      Severity.WARNING,
      Subject.TABLE,
      "5m",
      "The table is behind and its schedule starts no run."),
  NEVER_INGESTED(
      "PinotIcebergNeverIngested",
      Severity.WARNING,
      Subject.TABLE,
      "1h",
      "The table has never completed an ingestion."),
  CHECKPOINT_LOST(
      "PinotIcebergCheckpointLost",
      Severity.CRITICAL,
      Subject.TABLE,
      "2m",
      "The checkpoint's snapshot left the source's history, and data may never be ingested."),
  CHECKPOINT_EXPIRING_CRITICAL(
      "PinotIcebergCheckpointExpiring",
      Severity.CRITICAL,
      Subject.TABLE,
      "5m",
      "The source will expire the checkpoint's snapshot within hours, and data waits."),
  CHECKPOINT_EXPIRING_WARNING(
      "PinotIcebergCheckpointExpiring",
      Severity.WARNING,
      Subject.TABLE,
      "5m",
      "The source will expire the checkpoint's snapshot within a day, and data waits."),
  CHECKPOINT_REGRESSED(
      "PinotIcebergCheckpointRegressed",
      Severity.WARNING,
      Subject.TABLE,
      "1m",
      "The checkpoint went backwards."),
  SEGMENTS_MISSING(
      "PinotIcebergSegmentsMissing",
      Severity.WARNING,
      Subject.TABLE,
      "2m",
      "A run completed with fewer segments than files."),
  FILES_MISMATCH(
      "PinotIcebergFilesMismatch",
      Severity.WARNING,
      Subject.TABLE,
      "30m",
      "The controller and the catalog count different files in the checkpoint's snapshot."),
  TABLE_UNOBSERVED_CRITICAL(
      "PinotIcebergTableUnobserved",
      Severity.CRITICAL,
      Subject.TABLE,
      "1h",
      "Nothing has been known of the table for an hour."),
  TABLE_UNOBSERVED_WARNING(
      "PinotIcebergTableUnobserved",
      Severity.WARNING,
      Subject.TABLE,
      "5m",
      "Nothing is known of the table."),
  TABLE_VANISHED(
      "PinotIcebergTableVanished",
      Severity.WARNING,
      Subject.TABLE,
      "5m",
      "The controller no longer knows a table that is watched."),
  TRIGGER_GAVE_UP(
      "PinotIcebergTriggerGaveUp",
      Severity.WARNING,
      Subject.TABLE,
      "2m",
      "The auto-trigger gave up on the table."),
  CONTROLLER_UNREACHABLE(
      "PinotIcebergControllerUnreachable",
      Severity.CRITICAL,
      Subject.CONTROLLER,
      "5m",
      "The controller gives no usable answer about any table."),
  CREDENTIALS_REFUSED(
      "PinotIcebergCredentialsRefused",
      Severity.CRITICAL,
      Subject.CONTROLLER,
      "5m",
      "The controller refuses the daemon's credentials."),
  DISCOVERY_FAILING_CRITICAL(
      "PinotIcebergDiscoveryFailing",
      Severity.CRITICAL,
      Subject.CONTROLLER,
      "5m",
      "The controller does not list its tables, and none of them is watched."),
  DISCOVERY_FAILING_WARNING(
      "PinotIcebergDiscoveryFailing",
      Severity.WARNING,
      Subject.CONTROLLER,
      "15m",
      "The controller does not list its tables: new ones are not watched."),
  TABLES_DROPPED(
      "PinotIcebergTablesDropped",
      Severity.WARNING,
      Subject.CONTROLLER,
      "15m",
      "Tables are not watched because there are more than discover.maxTables."),
  CATALOG_UNREACHABLE(
      "PinotIcebergCatalogUnreachable",
      Severity.WARNING,
      Subject.CATALOG,
      "15m",
      "The Iceberg catalog gives no usable answer about any table."),
  STORE_FAILING(
      "IcewatchStoreFailing",
      Severity.WARNING,
      Subject.DAEMON,
      "5m",
      "The daemon cannot write its state file."),
  NOTIFICATIONS_FAILING(
      "IcewatchNotificationsFailing",
      Severity.WARNING,
      Subject.RECEIVER,
      "10m",
      "The daemon's own notifications do not arrive."),
  WATCHDOG(
      "IcewatchWatchdog",
      Severity.NONE,
      Subject.DAEMON,
      "0m",
      "The way from the daemon to the pager works.");

  private static final Duration KEEP = Duration.ofMinutes(5);

  /** What an alert is about: its labels beside the name and the severity. */
  public enum Subject {
    TABLE,
    CONTROLLER,
    CATALOG,
    RECEIVER,
    DAEMON
  }

  private final String alert;
  private final Severity severity;
  private final Subject subject;
  private final Duration patience;
  private final String summary;

  AlertRule(String alert, Severity severity, Subject subject, String patience, String summary) {
    this.alert = alert;
    this.severity = severity;
    this.subject = subject;
    this.patience = Duration.parse("PT" + patience);
    this.summary = summary;
  }

  /** The label {@code alertname}. */
  public String alert() {
    return alert;
  }

  public Severity severity() {
    return severity;
  }

  public Subject subject() {
    return subject;
  }

  /** How long the condition must hold before the alert fires: the rule's {@code for}. */
  public Duration patience() {
    return patience;
  }

  /** How long the alert goes on after its condition holds no more: {@code keep_firing_for}. */
  public Duration keep() {
    return this == WATCHDOG ? Duration.ZERO : KEEP;
  }

  /** One sentence that is the same for every subject. */
  public String summary() {
    return summary;
  }
}
