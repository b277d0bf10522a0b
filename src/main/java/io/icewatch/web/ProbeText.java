package io.icewatch.web;

import io.icewatch.model.Checkpoint;
import io.icewatch.model.CountText;
import io.icewatch.model.DurationText;
import io.icewatch.model.Failure;
import io.icewatch.model.Observation;
import io.icewatch.model.Reading;
import io.icewatch.model.TableConfig;
import io.icewatch.model.TableState;
import io.icewatch.model.WatcherRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a probe asked and was answered, for people; no secret can be in it. Pure. */
final class ProbeText {
  private ProbeText() {}

  /**
   * Whether every question that was put since then brought a usable answer, the status first. The
   * table's config decides nothing, and may be refused without harm.
   */
  static boolean answered(TableState table, Instant began) {
    Observation seen = table.observation();
    List<Reading<?>> readings =
        List.of(seen.status(), seen.checkpoint(), seen.files(), seen.filesAtCheckpoint());
    return put(seen.status(), began)
        && seen.status().up()
        && readings.stream()
            .filter(reading -> put(reading, began))
            .allMatch(reading -> reading.up() || said(reading));
  }

  /** A table over raw files has no checkpoint, and says so well. */
  private static boolean said(Reading<?> reading) {
    return reading.failure().orElse(null) instanceof Failure.NotCatalogTable;
  }

  private static boolean put(Reading<?> reading, Instant began) {
    return reading.askedAt().filter(at -> !at.isBefore(began)).isPresent();
  }

  static String of(TableState table, Instant began, Prober.Outcome outcome, Instant now) {
    Observation seen = table.observation();
    StringBuilder text = new StringBuilder();
    text.append("probe of ").append(table.id()).append(" at ").append(began);
    text.append(": ").append(outcome.success() ? "success" : "no success");
    text.append(" in ").append(outcome.took().toMillis()).append(" ms\n\n");
    line(text, "status", seen.status(), began, ProbeText::run);
    line(text, "checkpoint", seen.checkpoint(), began, ProbeText::checkpoint);
    line(
        text,
        "files_at_checkpoint",
        seen.filesAtCheckpoint(),
        began,
        files -> CountText.of(files.files(), "file") + " in snapshot " + files.snapshotId());
    line(text, "files", seen.files(), began, files -> CountText.of(files, "file"));
    line(text, "table_config", seen.config(), began, ProbeText::config);
    text.append("\nhealth  ").append(table.health(now).label());
    text.append("\nreason  ").append(table.reason(now));
    text.append("\nlag     ")
        .append(table.lag(now).map(lag -> DurationText.of(lag, " ")).orElse("unknown"))
        .append(" by ")
        .append(table.assessment().lagSource().label());
    return text.append(
            "\n\nThe catalog is asked in its own rhythm, and soon after something moved.")
        .toString();
  }

  private static <T> void line(
      StringBuilder text,
      String endpoint,
      Reading<T> reading,
      Instant began,
      Function<T, String> shown) {
    text.append("%-20s ".formatted(endpoint));
    if (reading.askedAt().isEmpty()) {
      text.append("never asked\n");
      return;
    }
    Instant askedAt = reading.askedAt().get();
    text.append(
        put(reading, began)
            ? "asked now, "
            : "last asked " + DurationText.of(Duration.between(askedAt, began), " ") + " before, ");
    Optional<String> problem = reading.failure().map(Failure::message);
    text.append(problem
            .map(why -> "failed: " + why)
            .orElseGet(() -> reading.value().map(shown).orElse("no answer")))
        .append('\n');
  }

  private static String run(WatcherRun run) {
    return run.status().label()
        + run.start().map(at -> " since " + at).orElse("")
        + run.end().map(at -> " until " + at).orElse("")
        + ", " + run.progress()
        + run.errorMessage().map(why -> ": " + why).orElse("");
  }

  private static String checkpoint(Checkpoint checkpoint) {
    return (checkpoint.type() + " " + checkpoint.value()).strip();
  }

  /** Its properties may hold secrets: only their number is told. */
  private static String config(TableConfig config) {
    return config
        .task()
        .map(task -> "a task with " + CountText.of(task.properties().size(), "setting") + ", "
            + task.schedule().map(cron -> "schedule " + cron).orElse("no schedule"))
        .orElse("no ingestion task");
  }
}
