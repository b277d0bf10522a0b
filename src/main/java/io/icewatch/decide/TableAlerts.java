package io.icewatch.decide;

import static io.icewatch.decide.Judgement.CLEAR;
import static io.icewatch.decide.Judgement.UNKNOWN;

import io.icewatch.model.AlertStage;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.Endpoint;
import io.icewatch.model.Failure;
import io.icewatch.model.FinishedRun;
import io.icewatch.model.Health;
import io.icewatch.model.Position;
import io.icewatch.model.RunResult;
import io.icewatch.model.SourceView;
import io.icewatch.model.TableState;
import io.icewatch.model.WatcherRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one table's state says of each alert about tables.
 *
 * @param table its state
 * @param recall what the looks up to this one remember of it
 * @param gaveUp whether the auto-trigger gave up on it
 */
record TableAlerts(TableState table, Recall recall, boolean gaveUp, Instant now) {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final Duration MISSING_KEPT = Duration.ofHours(6);

  /**
   * Whether a rule's condition holds.
   *
   * @param earlier the alert's stage so far
   */
  Judgement judge(AlertRule rule, Optional<AlertStage> earlier) {
    return switch (rule) {
      case LAG_CRITICAL -> lag(table.settings().lag().critical(), "critical");
      case LAG_WARNING -> lag(table.settings().lag().warning(), "warning");
      case LAG_UNKNOWN -> lagUnknown();
      case INGESTION_FAILED -> failed();
      case RUN_STUCK -> stuck(earlier);
      case INGESTION_STALLED -> stalled();
      case NEVER_INGESTED ->
        verdict(
            Health.NEVER_INGESTED, "%s has been watched for an hour and has no checkpoint yet.");
      case CHECKPOINT_LOST ->
        verdict(
            Health.CHECKPOINT_LOST,
            "The snapshot that %s was ingested up to is no longer in its source's history: it was"
                + " expired, rolled back or replaced. No run mends that.");
      case CHECKPOINT_EXPIRING_CRITICAL -> expiring(Duration.ofHours(4));
      case CHECKPOINT_EXPIRING_WARNING -> expiring(Duration.ofHours(24));
      case CHECKPOINT_REGRESSED -> regressed(earlier);
      case SEGMENTS_MISSING -> segmentsMissing();
      case FILES_MISMATCH -> filesMismatch();
      case TABLE_UNOBSERVED_CRITICAL ->
        unobserved("The controller %s has given no usable answer about %s for more than an hour:"
            + " how far behind it is, nobody knows.");
      case TABLE_UNOBSERVED_WARNING ->
        unobserved("The controller %s gives no usable answer about %s: how far behind it is,"
            + " nobody knows.");
      case TABLE_VANISHED -> vanished();
      case TRIGGER_GAVE_UP ->
        holds(
            gaveUp,
            "The runs that Icewatch started for %s were all in vain. It starts none until a person"
                + " closes the circuit or a run succeeds.");
      case CONTROLLER_UNREACHABLE,
          DISCOVERY_FAILING_CRITICAL,
          DISCOVERY_FAILING_WARNING,
          TABLES_DROPPED,
          CREDENTIALS_REFUSED,
          CATALOG_UNREACHABLE,
          STORE_FAILING,
          NOTIFICATIONS_FAILING,
          WATCHDOG -> CLEAR;
    };
  }

  /** A lag that was known within the hour says nothing new; none for so long resolves. */
  private Judgement lag(Duration threshold, String name) {
    Optional<Duration> lag = table.lag(now);
    if (lag.isEmpty()) {
      return Recall.within(recall.lagKnownAt(), Recall.LAG_KEPT, now) ? UNKNOWN : CLEAR;
    }
    return holds(
        lag.get().compareTo(threshold) >= 0,
        "The oldest data that %s has not ingested has been waiting for "
            + Words.humanized(lag.get()) + ", past the table's " + name + " threshold.");
  }

  private Judgement lagUnknown() {
    if (table.lag(now).isPresent()) {
      return CLEAR;
    }
    if (Recall.within(recall.lagKnownAt(), HOUR, now)) {
      return UNKNOWN;
    }
    return holds(
        !explained() && !isUnobserved(),
        "The lag of %s has not been known for more than an hour although the controller answers: no"
            + " lag alert can fire for it.");
  }

  /** Whether the health says why there is no lag, or said so before the run in flight. */
  private boolean explained() {
    Optional<Position> position = table.source(now).map(SourceView::position);
    return table.observation().rawFiles()
        || table.observation().checkpoint().value().orElse(null) instanceof Checkpoint.None
        || position.filter(TableAlerts::isLost).isPresent()
        || lastEnded().equals(Optional.of(RunResult.FAILED))
        || switch (table.health(now)) {
          case NEVER_INGESTED, CHECKPOINT_LOST, UNSUPPORTED, FAILED -> true;
          default -> false;
        };
  }

  private static boolean isLost(Position position) {
    return position instanceof Position.Gap
        || position instanceof Position.Diverged
        || position instanceof Position.TableReplaced;
  }

  /** How the last run that is over ended, by the run log. */
  private Optional<RunResult> lastEnded() {
    List<FinishedRun> ended = table.history().runs();
    return ended.isEmpty()
        ? Optional.empty()
        : Optional.of(ended.get(ended.size() - 1).result());
  }

  /** Whether the last run that ended failed; a lost checkpoint makes runs fail too. */
  private Judgement failed() {
    Optional<WatcherRun> run = table.run(now);
    if (run.isEmpty()) {
      return UNKNOWN;
    }
    return switch (run.get().status()) {
      case FAILED ->
        holds(
            table.health(now) != Health.CHECKPOINT_LOST,
            "The last ingestion run of %s that ended has failed, and none has completed since.");
      case IDLE, COMPLETED -> CLEAR;
      case RUNNING -> lastEnded().equals(Optional.of(RunResult.COMPLETED)) ? CLEAR : UNKNOWN;
    };
  }

  /** A daemon that was restarted must watch a run anew before it calls it stuck again. */
  private Judgement stuck(Optional<AlertStage> earlier) {
    return switch (table.health(now)) {
      case STUCK ->
        holds(
            true,
            "The ingestion run of %s shows no progress or takes longer than a run may take. No"
                + " other run starts while it is in flight.");
      case RUNNING -> sameRun(earlier) ? UNKNOWN : CLEAR;
      case UNKNOWN -> table.run(now).isEmpty() ? UNKNOWN : CLEAR;
      default -> CLEAR;
    };
  }

  private boolean sameRun(Optional<AlertStage> earlier) {
    Optional<Instant> start = table.run(now).flatMap(WatcherRun::start);
    return start.isPresent()
        && earlier.isPresent()
        && earlier.get() instanceof AlertStage.Firing firing
        && start.get().isBefore(firing.since());
  }

  /** A run in flight disproves it: the schedule has started one. */
  private Judgement stalled() {
    return table.health(now) == Health.UNKNOWN
        ? UNKNOWN
        : holds(
            table.health(now) == Health.STALLED,
            "%s is behind, and no ingestion run has started for longer than its schedule leaves"
                + " between two.");
  }

  /** A run in flight hides what it is going to change; it says nothing of it yet. */
  private Judgement verdict(Health health, String words) {
    return switch (table.health(now)) {
      case RUNNING, UNKNOWN -> UNKNOWN;
      default -> holds(table.health(now) == health, words);
    };
  }

  /** Less than a third of the lag is three quarters of the time until the expiry used up. */
  private Judgement expiring(Duration below) {
    Optional<SourceView> view = table.source(now);
    Optional<Duration> lag = table.lag(now).or(recall::lag);
    if (view.isEmpty() || lag.isEmpty()) {
      return UNKNOWN;
    }
    Optional<Duration> margin =
        view.get().checkpointExpiresAt().map(until -> Duration.between(now, until));
    return holds(
        margin.isPresent()
            && !lag.get().isZero()
            && margin.get().compareTo(below) < 0
            && margin.get().compareTo(lag.get().dividedBy(3)) < 0,
        "The source of %s lets go of the snapshot that was ingested up to in "
            + Words.humanized(margin.orElse(Duration.ZERO))
            + ". If no run completes before that, data may be lost to Pinot.");
  }

  private Judgement regressed(Optional<AlertStage> earlier) {
    // After a restart the open alert alone remembers when it was.
    Optional<Instant> at = recall.regressedAt();
    if (at.isEmpty() && earlier.orElse(null) instanceof AlertStage.Firing firing) {
      at = Optional.of(firing.since());
    }
    return holds(
        at.filter(seen -> Recall.within(seen, HOUR, now)).isPresent(),
        "The checkpoint of %s went backwards within the last hour: data that was ingested may be"
            + " ingested again.");
  }

  /** The most that a run left out, of those that were the last one within six hours. */
  private Judgement segmentsMissing() {
    long most = 0;
    Instant since = now.minus(MISSING_KEPT);
    List<FinishedRun> runs = table.history().runs();
    for (int i = 0; i < runs.size(); i++) {
      FinishedRun run = runs.get(i);
      boolean lately = i == runs.size() - 1 || !runs.get(i + 1).start().isBefore(since);
      if (run.result() == RunResult.COMPLETED && lately) {
        most = Math.max(most, run.segmentsMissing().orElse(0));
      }
    }
    return holds(
        most > 0,
        "A run of %s completed within the last six hours with " + most
            + " fewer segments than data files: their rows are missing.");
  }

  private Judgement filesMismatch() {
    Optional<Long> mismatch = table.catalogFilesMismatch(now);
    return mismatch.isEmpty()
        ? UNKNOWN
        : holds(
            mismatch.get() != 0,
            "Of the checkpoint's snapshot of %s the controller counts " + mismatch.get()
                + " files more than the catalog: one of them is wrong or reads another table.");
  }

  private Judgement unobserved(String words) {
    if (isUnobserved()) {
      return new Judgement.Holds(
          words.formatted(table.id().controller(), table.id().table()) + reason());
    }
    return table.run(now).isPresent() && table.health(now) != Health.UNKNOWN ? CLEAR : UNKNOWN;
  }

  /** No fresh status, or no health because a question has gone unanswered, for 5 minutes. */
  private boolean isUnobserved() {
    return !Recall.within(recall.statusKnownAt(), WINDOW, now)
        || (!Recall.within(recall.healthKnownAt(), WINDOW, now)
            && Recall.ASKED.stream()
                .anyMatch(endpoint -> recall.down(table, endpoint, WINDOW, now)));
  }

  private Judgement vanished() {
    if (table.observation().status().up()) {
      return CLEAR;
    }
    boolean told =
        table.observation().status().failure().orElse(null) instanceof Failure.TableUnknown;
    return told && recall.down(table, Endpoint.STATUS, WINDOW, now)
        ? new Judgement.Holds("The controller " + table.id().controller()
            + " says that it has no table " + table.id().table()
            + ": it was dropped or renamed, or its name in the configuration is wrong.")
        : UNKNOWN;
  }

  private Judgement holds(boolean condition, String words) {
    return condition
        ? new Judgement.Holds(
            words.replace("%s", table.id().table() + " on " + table.id().controller()) + reason())
        : CLEAR;
  }

  /** The table's own words: what a rule in Prometheus cannot say. */
  private String reason() {
    return " Now " + table.health(now).label() + ": " + table.reason(now) + ".";
  }
}
