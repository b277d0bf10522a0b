package io.icewatch.page;

import io.icewatch.model.Api;
import io.icewatch.model.FinishedRun;
import io.icewatch.model.LagThresholds;
import io.icewatch.model.TableState;
import io.icewatch.model.WatcherRun;
import io.icewatch.model.WatcherStatus;
import io.icewatch.page.TableView.Fact;
import io.icewatch.page.TableView.Facts;
import io.icewatch.page.TableView.Grid;
import io.icewatch.page.TableView.Section;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the page of a table says, in the order in which people ask. */
final class Sections {
  private static final int RUNS = 20;

  private Sections() {}

  static List<Section> of(TableReport report, Instant now) {
    TableState table = report.table();
    List<Section> sections = new ArrayList<>();
    sections.add(lag(table, now));
    sections.add(run(table, now));
    report.alerts().ifPresent(alerts -> sections.add(ActingSections.alerts(alerts, now)));
    report.standing().ifPresent(standing -> {
      sections.add(ActingSections.standing(standing, report.pauses(), table.id(), now));
      sections.add(ActingSections.rules(report.findings(), table.id()));
      sections.add(ActingSections.history(standing, now));
    });
    sections.add(runs(table));
    sections.add(ObservationSections.answers(table, now));
    sections.addAll(ObservationSections.catalog(table, now));
    return List.copyOf(sections);
  }

  private static Section lag(TableState table, Instant now) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of("Lag", lag(table.lag(now), table.behindSince(now))));
    facts.add(Fact.of("Measured by", table.assessment().lagSource().label()));
    if (table.assessment().observed().isPresent()) {
      facts.add(Fact.of(
          "Lag by file counts", lag(table.observedLag(now), table.observedBehindSince(now))));
      facts.add(Fact.of("Caught up in", table.catchUp(now).map(Sections::estimate)));
    }
    facts.add(Fact.of("Files pending", table.filesPending(now).map(Words::count)));
    LagThresholds thresholds = table.settings().lag();
    facts.add(Fact.of(
        "Thresholds",
        "warning from %s, critical from %s"
            .formatted(
                Words.duration(thresholds.warning()), Words.duration(thresholds.critical()))));
    facts.add(Fact.of("Last success", table.lastSuccess().map(at -> Words.ago(at, now))));
    facts.add(Fact.of("Source idle", table.sourceIdle(now).map(Words::duration)));
    facts.add(Fact.of(
        "Checkpoint",
        table
            .observation()
            .checkpoint()
            .fresh(now, table.settings().poll().staleAfter())
            .map(stands -> stands.type() + " " + stands.value())));
    facts.add(Fact.of("API", table.observation().api().map(Api::label)));
    return new Facts("lag", "Lag", facts);
  }

  private static Optional<String> lag(Optional<Duration> lag, Optional<Instant> since) {
    return lag.map(behind ->
        Words.duration(behind) + since.map(at -> ", since " + Words.at(at)).orElse(""));
  }

  private static String estimate(Duration left) {
    return left.isZero()
        ? "0s"
        : "about " + Words.duration(left) + ", if commits and runs go on as they lately did";
  }

  private static Section run(TableState table, Instant now) {
    Optional<WatcherRun> run = table.run(now);
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of("Status", run.map(last -> last.status().label())));
    run.flatMap(WatcherRun::start)
        .ifPresent(start -> facts.add(Fact.of("Started", Words.ago(start, now))));
    run.flatMap(WatcherRun::end).ifPresent(end -> facts.add(Fact.of("Ended", Words.ago(end, now))));
    run.filter(last -> last.status() != WatcherStatus.IDLE)
        .ifPresent(last -> facts.add(Fact.of("Progress", last.progress())));
    run.flatMap(WatcherRun::errorMessage).ifPresent(error -> facts.add(Fact.of("Error", error)));
    return new Facts("run", "Last run", facts);
  }

  private static Section runs(TableState table) {
    List<List<String>> lines = new ArrayList<>();
    List<FinishedRun> log = table.history().runs();
    for (int i = log.size() - 1; i >= Math.max(0, log.size() - RUNS); i--) {
      FinishedRun run = log.get(i);
      lines.add(List.of(
          Words.at(run.start()),
          run.end()
              .map(end -> Words.duration(Duration.between(run.start(), end)))
              .orElse("?"),
          run.result().label(),
          number(run.filesDiscovered()),
          number(run.segmentsGenerated()),
          run.errorMessage().orElse("")));
    }
    return new Grid(
        "runs",
        "Runs",
        List.of("Started", "Took", "Result", "Files", "Segments", "Error"),
        lines,
        "No run was seen to end.");
  }

  private static String number(OptionalLong number) {
    return number.isPresent() ? Words.count(number.getAsLong()) : "?";
  }
}
