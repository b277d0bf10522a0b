package io.icewatch.page;

import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.CountText;
import io.icewatch.model.Endpoint;
import io.icewatch.model.Failure;
import io.icewatch.model.Observation;
import io.icewatch.model.Pending;
import io.icewatch.model.Reading;
import io.icewatch.model.SourceReading;
import io.icewatch.model.SourceView;
import io.icewatch.model.TableState;
import io.icewatch.page.TableView.Fact;
import io.icewatch.page.TableView.Facts;
import io.icewatch.page.TableView.Grid;
import io.icewatch.page.TableView.Section;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What was answered by a table's controller and by its catalog. */
final class ObservationSections {
  private ObservationSections() {}

  /** Each question with the last good answer to it, and what came of the last try. */
  static Section answers(TableState table, Instant now) {
    Observation seen = table.observation();
    List<List<String>> lines = new ArrayList<>();
    lines.add(line(Endpoint.STATUS.label(), seen.status(), run -> run.status().label(), now));
    lines.add(line(
        Endpoint.CHECKPOINT.label(),
        seen.checkpoint(),
        stands -> stands.type() + " " + stands.value(),
        now));
    lines.add(line(Endpoint.FILES.label(), seen.files(), files -> Words.count(files, "file"), now));
    lines.add(line(
        Endpoint.FILES_AT_CHECKPOINT.label(),
        seen.filesAtCheckpoint(),
        files -> Words.count(files.files(), "file") + " in " + files.snapshotId(),
        now));
    lines.add(line(
        Endpoint.TABLE_CONFIG.label(),
        seen.config(),
        config -> config
            .task()
            .map(task -> "a task" + task.schedule().map(cron -> ", " + cron).orElse(""))
            .orElse("no ingestion task"),
        now));
    if (table.settings().source().isPresent()) {
      SourceReading source = seen.source();
      lines.add(List.of(
          "catalog",
          source.view().map(view -> Words.label(view.position().kind())).orElse("–"),
          age(source.observedAt(), now),
          age(source.askedAt(), now),
          source.failure().map(CatalogAnswer::message).orElse("")));
    }
    return new Grid(
        "seen",
        "Observations",
        List.of("Question", "Last good answer", "Answered", "Last asked", "Problem"),
        lines,
        "");
  }

  private static <T> List<String> line(
      String endpoint, Reading<T> reading, Function<T, String> words, Instant now) {
    return List.of(
        endpoint,
        reading.value().map(words).orElse("–"),
        age(reading.observedAt(), now),
        age(reading.askedAt(), now),
        reading.failure().map(Failure::message).orElse(""));
  }

  private static String age(Optional<Instant> at, Instant now) {
    return at.map(then -> Words.duration(Duration.between(then, now)) + " ago").orElse("never");
  }

  /** What the catalog says, and the commits of the source; nothing of a table without one. */
  static List<Section> catalog(TableState table, Instant now) {
    List<Section> sections = new ArrayList<>();
    table
        .settings()
        .source()
        .ifPresent(source -> sections.add(facts(table, source.catalog(), now)));
    table.source(now).ifPresent(view -> sections.add(commits(table, view)));
    return sections;
  }

  private static Section facts(TableState table, String catalog, Instant now) {
    SourceReading reading = table.observation().source();
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of(
        "Source",
        table
            .sourceTable()
            .map(
                source -> "%s in %s, branch %s".formatted(source.table(), catalog, source.branch()))
            .orElse("in " + catalog + ", a table that is not named")));
    facts.add(Fact.of("Last answer", reading.observedAt().map(at -> Words.ago(at, now))));
    reading
        .failure()
        .map(CatalogAnswer::message)
        .ifPresent(why -> facts.add(Fact.of("Problem", why)));
    table
        .assessment()
        .catalogUnused()
        .ifPresent(why -> facts.add(Fact.of("Not used because", why)));
    Optional<SourceView> view = table.source(now);
    facts.add(Fact.of("Position", view.map(known -> Words.label(known.position().kind()))));
    view.flatMap(SourceView::obstacle).ifPresent(why -> facts.add(Fact.of("Not read", why)));
    table.pending(now).ifPresent(pending -> facts.add(Fact.of("Pending", words(pending))));
    table
        .checkpointExpiresAt(now)
        .ifPresent(at -> facts.add(Fact.of("Checkpoint expires", margin(at, now))));
    table
        .catalogFilesMismatch(now)
        .filter(files -> files != 0)
        .ifPresent(files -> facts.add(Fact.of(
            "Files mismatch", "%+d by the controller than by the catalog".formatted(files))));
    return new Facts("catalog", "Catalog", facts);
  }

  private static String words(Pending pending) {
    return "%s, %s, %s in %s, of which %s changed data"
        .formatted(
            CountText.of(pending.files(), "file"),
            CountText.of(pending.records(), "row"),
            CountText.of(pending.bytes(), "byte"),
            CountText.of(pending.snapshots(), "snapshot"),
            pending.dataSnapshots());
  }

  private static String margin(Instant at, Instant now) {
    Duration margin = Duration.between(now, at);
    return Words.at(at) + ", in " + (margin.isNegative() ? "0s: past" : Words.duration(margin));
  }

  private static Section commits(TableState table, SourceView view) {
    Optional<Checkpoint> checkpoint = table.observation().checkpoint().value();
    List<List<String>> lines = view.commits().stream()
        .map(commit -> List.of(
            Words.at(commit.at()),
            commit.operation().orElse("?"),
            commit.files().toString(),
            commit.records().toString(),
            commit.bytes().toString(),
            commit.snapshotId()
                + (checkpoint
                        .filter(new Checkpoint.SnapshotId(commit.snapshotId())::equals)
                        .isPresent()
                    ? " (checkpoint)"
                    : "")))
        .toList();
    return new Grid(
        "commits",
        "Commits of the source",
        List.of("Committed", "Operation", "Files", "Rows", "Bytes", "Snapshot"),
        lines,
        "No commit is known.");
  }
}
