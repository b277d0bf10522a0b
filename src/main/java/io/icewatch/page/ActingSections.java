package io.icewatch.page;

import io.icewatch.model.Alert;
import io.icewatch.model.AlertStage;
import io.icewatch.model.CircuitReset;
import io.icewatch.model.Decision;
import io.icewatch.model.Finding;
import io.icewatch.model.Pause;
import io.icewatch.model.TableId;
import io.icewatch.model.TriggerAttempt;
import io.icewatch.model.TriggerEntry;
import io.icewatch.model.TriggerStanding;
import io.icewatch.page.TableView.Fact;
import io.icewatch.page.TableView.Facts;
import io.icewatch.page.TableView.Grid;
import io.icewatch.page.TableView.Section;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the auto-trigger and the alerting do about a table. */
final class ActingSections {
  private static final int LINES = 20;

  private ActingSections() {}

  static Section alerts(List<Alert> alerts, Instant now) {
    List<List<String>> lines = alerts.stream()
        .map(alert -> List.of(
            alert.labels().name(),
            alert.labels().value("severity"),
            alert.stage().label(),
            Words.ago(since(alert.stage()), now),
            alert.annotations().getOrDefault("summary", "")))
        .toList();
    return new Grid(
        "alerts",
        "Alerts",
        List.of("Alert", "Severity", "Stage", "Since", "Summary"),
        lines,
        "No alert of this table is pending or firing.");
  }

  private static Instant since(AlertStage stage) {
    if (stage instanceof AlertStage.Pending pending) {
      return pending.since();
    }
    return stage instanceof AlertStage.Firing firing
        ? firing.startsAt()
        : ((AlertStage.Resolved) stage).endsAt();
  }

  static Section standing(
      TriggerStanding standing, List<Pause> pauses, TableId table, Instant now) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of("Mode", standing.mode().label()));
    facts.add(Fact.of("Decision", words(standing.decision())));
    pauses.stream()
        .filter(pause -> pause.holds(table, now))
        .forEach(pause -> facts.add(Fact.of("Paused", words(pause))));
    standing
        .cooldownUntil()
        .filter(now::isBefore)
        .ifPresent(until -> facts.add(Fact.of("Cool-down until", Words.ago(until, now))));
    facts.add(Fact.of("Attempts in vain", standing.inVain() + " in a row"));
    facts.add(Fact.of(
        "Circuit",
        standing.circuitOpen() ? "open: left alone until a person closes it" : "closed"));
    return new Facts("trigger", "Auto-trigger", facts);
  }

  private static String words(Decision decision) {
    return decision instanceof Decision.Hold hold
        ? "held by " + Words.label(hold.reason()) + ": " + hold.finding().saw()
        : "a run: " + Words.duration(((Decision.Trigger) decision).behind()) + " behind";
  }

  private static String words(Pause pause) {
    return "by " + pause.by() + " since " + Words.at(pause.since())
        + pause.until().map(until -> " until " + Words.at(until)).orElse("")
        + (pause.table().isPresent() ? "" : ", with everything else") + ": " + pause.reason();
  }

  static Section rules(Optional<List<Finding>> findings, TableId table) {
    return new Grid(
        "rules",
        "What each rule says now",
        List.of("Rule", "Says", "Saw"),
        findings.orElse(List.of()).stream()
            .map(finding -> List.of(
                Words.label(finding.rule().label()),
                finding.passed() ? "pass" : "hold",
                finding.saw()))
            .toList(),
        findings.isPresent() ? "No rule was asked." : "The rules have not been asked yet.",
        findings.isPresent() ? Optional.empty() : Optional.of(TablePath.of(table) + "?explain"));
  }

  static Section history(TriggerStanding standing, Instant now) {
    List<TriggerEntry> entries = standing.history().entries();
    List<List<String>> lines = new ArrayList<>();
    for (int i = entries.size() - 1; i >= Math.max(0, entries.size() - LINES); i--) {
      lines.add(line(entries.get(i), now));
    }
    return new Grid(
        "tried",
        "What was tried",
        List.of("When", "What", "By", "Why", "Request", "What came of it"),
        lines,
        "Nothing was tried for this table.");
  }

  private static List<String> line(TriggerEntry entry, Instant now) {
    if (entry instanceof CircuitReset reset) {
      return List.of(Words.at(reset.at()), "circuit closed", reset.by(), reset.reason(), "", "");
    }
    TriggerAttempt attempt = (TriggerAttempt) entry;
    return List.of(
        Words.at(attempt.at()),
        "attempt " + attempt.seq() + ", " + attempt.mode().label(),
        attempt.origin().by(),
        attempt.origin().why(),
        attempt
            .call()
            .map(call -> Words.label(call.label()) + ": " + call.detail())
            .orElse("under way"),
        attempt
            .settlement()
            .map(end -> Words.label(end.outcome().label()) + ": " + end.detail())
            .orElseGet(() -> attempt
                .run()
                .map(start -> "running since " + Words.ago(start, now))
                .orElse("not known yet")));
  }
}
