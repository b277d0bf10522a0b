package io.icewatch.assess;

import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.CountText;
import io.icewatch.model.DurationText;
import io.icewatch.model.Lag;
import io.icewatch.model.LagSource;
import io.icewatch.model.Observation;
import io.icewatch.model.Pending;
import io.icewatch.model.Position;
import io.icewatch.model.SourceReading;
import io.icewatch.model.SourceView;
import io.icewatch.model.TableSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Measures the lag by what the catalog tells, and by the controller where the catalog cannot.
 *
 * <p>What the catalog knows is never contradicted: where it knows that counts compare two histories,
 * the lag is unknown rather than counted.
 */
final class CatalogMeasure {
  private final Observation seen;
  private final TableSettings settings;
  private final Instant now;

  private CatalogMeasure(Observation seen, TableSettings settings, Instant now) {
    this.seen = seen;
    this.settings = settings;
    this.now = now;
  }

  /**
   * The best measure there is.
   *
   * @param counted the measure by what the controller tells
   */
  static Measured over(Measured counted, Observation seen, TableSettings settings, Instant now) {
    Optional<Checkpoint> checkpoint =
        seen.checkpoint().fresh(now, settings.poll().staleAfter());
    boolean asks = settings.source().isPresent()
        && checkpoint.isPresent()
        && !(checkpoint.get() instanceof Checkpoint.None);
    return asks ? new CatalogMeasure(seen, settings, now).over(counted) : counted;
  }

  private Measured over(Measured counted) {
    Optional<SourceView> view = seen.standingView(now, settings.poll().staleAfter());
    return view.isPresent()
        ? placed(view.get(), counted)
        : counted.without(unanswered(seen.source()));
  }

  private Measured placed(SourceView view, Measured counted) {
    Position position = view.position();
    if (position instanceof Position.Unknown unknown) {
      return counted.without(Words.shortened(unknown.reason()));
    }
    if (position instanceof Position.TableReplaced replaced) {
      return unknown("table replaced: the source was dropped and created again since the checkpoint"
              + " was reached (table " + replaced.before() + ", now " + replaced.now() + ")")
          .lost();
    }
    Pending pending = position.pending().orElseThrow();
    if (pending.lag() instanceof Lag.Unknown) {
      return bounded(view, position, pending, counted);
    }
    Measured exact = exact(pending, view);
    if (position instanceof Position.Gap) {
      return exact.prefixed(gap(pending)).lost();
    }
    if (position instanceof Position.Diverged diverged) {
      return exact.prefixed(divergence(diverged)).lost();
    }
    return position instanceof Position.BehindCheckpointExpired
        ? exact.because("the checkpoint's snapshot was expired, but nothing is missed: its child is"
            + " still there")
        : exact;
  }

  private Measured exact(Pending pending, SourceView view) {
    OptionalLong files = pending.files().value();
    return new Measured(
        pending.lag(),
        LagSource.CATALOG,
        files.isPresent() ? Optional.of(files.getAsLong()) : Optional.empty(),
        until(),
        exactWords(pending)
            + view.obstacle().map(why -> "; not read: " + Words.shortened(why)).orElse(""));
  }

  private String exactWords(Pending pending) {
    if (pending.lag() instanceof Lag.Behind behind) {
      Duration ahead = Duration.between(now, behind.since());
      return "behind for " + DurationText.of(Clocks.age(behind.since(), now))
          + " by the catalog: " + CountText.of(pending.files(), "file") + " in "
          + CountText.of(pending.dataSnapshots(), "commit") + " pending"
          + (ahead.compareTo(Clocks.SLACK) > 0
              ? "; the oldest was committed " + DurationText.of(ahead)
                  + " in the future: the source's clock and the daemon's disagree"
              : "");
    }
    boolean none = pending.snapshots().equals(Pending.none().snapshots());
    return none
        ? "caught up by the catalog"
        : "caught up by the catalog: no data changed in "
            + CountText.of(pending.snapshots(), "snapshot") + " since the checkpoint";
  }

  /** Only bounds of the wait are known: the counts' answer is taken where it lies within them. */
  private Measured bounded(SourceView view, Position position, Pending pending, Measured counted) {
    Pending.Since since = pending.behindSince().orElseThrow();
    String bounds = bounds(since)
        + view.obstacle().map(why -> " (" + Words.shortened(why) + ")").orElse("");
    if (position instanceof Position.Diverged diverged) {
      // The counts compare two histories.
      return unknown(divergence(diverged) + "; " + bounds).lost();
    }
    Measured within = contradicts(counted.lag(), since)
        ? unknown(bounds + ", which the controller's counts contradict")
        : counted.without(bounds);
    return position instanceof Position.Gap ? within.prefixed(gap(pending)).lost() : within;
  }

  /** A wait that counts tell may be told late by a files interval, and never early. */
  private boolean contradicts(Lag counted, Pending.Since since) {
    if (counted instanceof Lag.CaughtUp) {
      return since.latest().isPresent();
    }
    if (!(counted instanceof Lag.Behind behind)) {
      return false;
    }
    Duration late = settings.poll().filesInterval().plus(Clocks.SLACK);
    return since
            .latest()
            .filter(at -> behind.since().isAfter(Clocks.plus(at, late)))
            .isPresent()
        || since
            .earliest()
            .filter(at -> behind.since().isBefore(Clocks.plus(at, Clocks.SLACK.negated())))
            .isPresent();
  }

  private String bounds(Pending.Since since) {
    return "by the catalog data "
        + since
            .latest()
            .map(at -> "has been waiting for at least " + DurationText.of(Clocks.age(at, now)))
            .orElse("may be waiting")
        + since
            .earliest()
            .map(at -> ", for at most " + DurationText.of(Clocks.age(at, now)))
            .orElse("");
  }

  private static String gap(Pending pending) {
    return "gap: the checkpoint's snapshot and commits after it were expired, so what they changed"
        + " may be missed; " + CountText.of(pending.snapshots(), "snapshot")
        + " since the checkpoint";
  }

  private static String divergence(Position.Diverged diverged) {
    return "diverged: the checkpoint's snapshot is off the branch, which was rolled back or"
        + " replaced; " + CountText.of(diverged.orphaned(), "ingested commit")
        + " no longer on it";
  }

  private String unanswered(SourceReading reading) {
    Optional<String> why = reading.failure().map(CatalogAnswer::message).map(Words::shortened);
    String said = why.map(text -> ": " + text).orElse("");
    if (reading.askedAt().isEmpty()) {
      return "catalog: not asked yet";
    }
    if (reading.observedAt().isEmpty()) {
      return "catalog: never answered" + said;
    }
    boolean stands = reading.checkpoint().equals(seen.checkpoint().value());
    return stands
        ? "catalog: no answer for "
            + DurationText.of(Clocks.age(reading.observedAt().get(), now)) + said
        : "catalog: not asked about this checkpoint yet" + said;
  }

  private Measured unknown(String reason) {
    return Measured.unknown(reason, LagSource.CATALOG, until());
  }

  private Instant until() {
    return Clocks.earlier(
        freshUntil(seen.checkpoint().observedAt()), freshUntil(seen.source().observedAt()));
  }

  private Instant freshUntil(Optional<Instant> observedAt) {
    return observedAt.map(at -> Clocks.plus(at, settings.poll().staleAfter())).orElse(Instant.MIN);
  }
}
