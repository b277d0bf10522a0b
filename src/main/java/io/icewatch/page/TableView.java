package io.icewatch.page;

import io.icewatch.model.Health;
import io.icewatch.model.TableId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The page of one table, worked out: what its template shows.
 *
 * @param sections in the order of the page
 * @param paused whether a pause of this very table is in force
 */
record TableView(
    TableReport report,
    String now,
    Health health,
    String reason,
    Sparkline trail,
    boolean paused,
    boolean circuitOpen,
    List<Section> sections) {

  /** A part of the page under a heading. */
  sealed interface Section {
    /** Part of the ids in it. */
    String id();

    String title();
  }

  /** Names with their values. */
  record Facts(String id, String title, List<Fact> facts) implements Section {
    public Facts {
      facts = List.copyOf(facts);
    }
  }

  /** A name with its value; empty when that is unknown. */
  record Fact(String name, Optional<String> value) {
    static Fact of(String name, String value) {
      return new Fact(name, Optional.of(Words.line(value)));
    }

    static Fact of(String name, Optional<String> value) {
      return new Fact(name, value.map(Words::line));
    }
  }

  /**
   * Lines under headings.
   *
   * @param empty what is said when there is no line
   * @param href where more is to be had; empty when nowhere
   */
  record Grid(
      String id,
      String title,
      List<String> columns,
      List<List<String>> lines,
      String empty,
      Optional<String> href)
      implements Section {
    public Grid {
      lines =
          lines.stream().map(line -> line.stream().map(Words::line).toList()).toList();
    }

    Grid(String id, String title, List<String> columns, List<List<String>> lines, String empty) {
      this(id, title, columns, lines, empty, Optional.empty());
    }
  }

  static TableView of(TableReport report, Instant now) {
    return new TableView(
        report,
        Words.at(now),
        report.table().health(now),
        Words.line(report.table().reason(now)),
        Sparkline.of(report.trail(), report.table().settings().lag(), 600, 90),
        report.pauses().stream()
            .anyMatch(
                pause -> pause.table().isPresent() && pause.holds(report.table().id(), now)),
        report.standing().map(standing -> standing.circuitOpen()).orElse(false),
        Sections.of(report, now));
  }

  TableId id() {
    return report.table().id();
  }
}
