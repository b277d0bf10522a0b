package io.icewatch.assess;

import io.icewatch.model.Checkpoint;
import io.icewatch.model.CountText;
import io.icewatch.model.DurationText;
import io.icewatch.model.History;
import io.icewatch.model.History.Reached;
import io.icewatch.model.Lag;
import io.icewatch.model.LagSource;
import io.icewatch.model.Observation;
import io.icewatch.model.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Measures the lag by what the controller tells: counts, or a checkpoint that is a time. */
final class Measure {
  private final Observation seen;
  private final History history;
  private final Duration staleAfter;
  private final Instant now;

  Measure(Observation seen, History history, Duration staleAfter, Instant now) {
    this.seen = seen;
    this.history = history;
    this.staleAfter = staleAfter;
    this.now = now;
  }

  Measured lag() {
    Optional<Checkpoint> checkpoint = seen.checkpoint().fresh(now, staleAfter);
    if (checkpoint.isEmpty()) {
      String why = seen.rawFiles()
          ? "the table reads raw files: it has no checkpoint"
          : Words.unanswered("checkpoint", seen.checkpoint(), now);
      return Measured.unknown(why, LagSource.NONE, Instant.MIN);
    }
    Optional<Reached> reached =
        history.reached().filter(up -> up.checkpoint().equals(checkpoint.get()));
    Checkpoint shown = checkpoint.get();
    if (shown instanceof Checkpoint.None) {
      return neverIngested();
    }
    if (!seen.countsFiles()) {
      return Measured.unknown(uncounted(), LagSource.NONE, freshUntil(seen.checkpoint()));
    }
    LagSource source =
        shown instanceof Checkpoint.Timestamp ? LagSource.TIMESTAMP : LagSource.OBSERVED;
    if (seen.files().fresh(now, staleAfter).isEmpty()) {
      return Measured.unknown(Words.unanswered("files", seen.files(), now), source, until());
    }
    if (reached.isEmpty()) {
      return Measured.unknown("the checkpoint is new: not compared yet", source, until());
    }
    return shown instanceof Checkpoint.Timestamp position
        ? byTime(reached.get(), position)
        : byCounts(reached.get());
  }

  private String uncounted() {
    return "the controller's api tells no file counts, so only a catalog tells the lag; "
        + Waiting.lastSuccessStart(history, seen.clockSkew(), now)
            .map(start -> "what may wait came within the last "
                + DurationText.of(Clocks.age(start, now)) + ", when the last success began")
            .orElse("no success was seen");
  }

  private Measured neverIngested() {
    return new Measured(
        new Lag.Unknown("no ingestion has completed yet"),
        LagSource.NONE,
        seen.files().fresh(now, staleAfter),
        until(),
        "no ingestion has completed yet");
  }

  private Measured byCounts(Reached reached) {
    if (reached.files().isEmpty()) {
      return unknown(
          Words.unanswered("files at checkpoint", seen.filesAtCheckpoint(), now),
          LagSource.OBSERVED);
    }
    long held = reached.files().get();
    Optional<Long> counted = Waiting.comparable(reached, seen.files(), now);
    if (counted.isEmpty()) {
      return unknown(
          "the file count is older than the checkpoint: not compared yet", LagSource.OBSERVED);
    }
    long current = counted.get();
    if (current < held) {
      return unknown(
          "the source holds "
              + CountText.of(current, "file")
              + " and the checkpoint's snapshot "
              + held
              + ": a compaction, a delete or a rollback, which counts cannot tell apart",
          LagSource.OBSERVED);
    }
    if (current > held) {
      return behind(reached, current - held);
    }
    if (reached.countsFellAt().isPresent()) {
      return unknown(
          "the source holds as many files as the checkpoint's snapshot, "
              + held
              + ", perhaps by coincidence"
              + fell(reached),
          LagSource.OBSERVED);
    }
    return new Measured(
        new Lag.CaughtUp(),
        LagSource.OBSERVED,
        Optional.of(0L),
        until(),
        "caught up: the source and the checkpoint hold " + CountText.of(held, "file"));
  }

  private Measured behind(Reached reached, long more) {
    Instant since = reached.behindSince().or(() -> seen.files().observedAt()).orElse(now);
    boolean fell = reached.countsFellAt().isPresent();
    boolean atLeast = fell || CountLog.beginsAt(history.counts(), since);
    String words = "behind for "
        + (atLeast ? "at least " : "")
        + DurationText.of(Clocks.age(since, now))
        + (fell ? fell(reached) : ": " + CountText.of(more, "file") + " pending");
    return new Measured(
        new Lag.Behind(since),
        LagSource.OBSERVED,
        fell ? Optional.empty() : Optional.of(more),
        until(),
        words);
  }

  private String fell(Reached reached) {
    return "; the source's file count fell "
        + reached
            .countsFellAt()
            .map(at -> DurationText.of(Clocks.age(at, now)) + " ago")
            .orElse("")
        + " (a compaction, a delete or a rollback), so how many are pending is unknown";
  }

  private Measured byTime(Reached reached, Checkpoint.Timestamp position) {
    Optional<Instant> success = Waiting.lastSuccessStart(history, seen.clockSkew(), now);
    Optional<Instant> counted =
        CountLog.newestCountSince(history.counts()).map(at -> Clocks.plus(at, Clocks.SLACK));
    if (success.isPresent() && counted.isPresent() && !success.get().isBefore(counted.get())) {
      return new Measured(
          new Lag.CaughtUp(),
          LagSource.TIMESTAMP,
          Optional.of(0L),
          until(),
          "caught up: no change of the source since the last success began "
              + DurationText.of(Clocks.age(success.get(), now))
              + " ago");
    }
    if (reached.behindSince().isPresent()) {
      Instant since = reached.behindSince().get();
      return new Measured(
          new Lag.Behind(since),
          LagSource.TIMESTAMP,
          Optional.empty(),
          until(),
          "behind for at least " + DurationText.of(Clocks.age(since, now)));
    }
    if (position.at().isAfter(Clocks.plus(now, Clocks.SLACK))) {
      return unknown(
          "the checkpoint lies "
              + DurationText.of(Duration.between(now, position.at()))
              + " in the future: the source's clock and the daemon's disagree",
          LagSource.TIMESTAMP);
    }
    return unknown(
        "the checkpoint is a time, and counts do not tell whether the source has changed since",
        LagSource.TIMESTAMP);
  }

  private Measured unknown(String reason, LagSource source) {
    return Measured.unknown(reason, source, until());
  }

  private Instant until() {
    return Clocks.earlier(freshUntil(seen.checkpoint()), freshUntil(seen.files()));
  }

  private Instant freshUntil(Reading<?> reading) {
    return reading.observedAt().map(at -> Clocks.plus(at, staleAfter)).orElse(Instant.MIN);
  }
}
