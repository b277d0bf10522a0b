package io.icewatch.web;

import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.FinishedRun;
import io.icewatch.model.Health;
import io.icewatch.model.LagThresholds;
import io.icewatch.model.Pending;
import io.icewatch.model.SourceCommit;
import io.icewatch.model.SourceReading;
import io.icewatch.model.SourceView;
import io.icewatch.model.TableId;
import io.icewatch.model.TableState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page of one table: its lags, what its catalog says, the commits of its source, its runs. */
final class TablePage {
  private static final int RUNS = 20;
  private static final String TEMPLATE = Html.template("table.html");

  private final TableState table;
  private final Instant now;
  private final StringBuilder html = new StringBuilder();

  private TablePage(TableState table, Instant now) {
    this.table = table;
    this.now = now;
  }

  /** Where the page of a table is. */
  static String path(TableId id) {
    return "/tables/" + encoded(id.controller()) + "/" + encoded(id.table());
  }

  static String of(TableState table, Instant now) {
    Health health = table.health(now);
    return Html.filled(
        TEMPLATE,
        Map.of(
            "title", Html.escaped(table.id().table()),
            "table", Html.escaped(table.id().table()),
            "controller", Html.escaped(table.id().controller()),
            "now", now.truncatedTo(ChronoUnit.SECONDS).toString(),
            "health", Html.badge(health, Html.label(health)),
            "reason", Html.escaped(table.reason(now)),
            "sections", new TablePage(table, now).sections()));
  }

  private String sections() {
    html.append("<dl>\n");
    lags();
    html.append("</dl>\n");
    table.settings().source().ifPresent(source -> {
      html.append("<h2>Catalog</h2>\n<dl>\n");
      catalog(source.catalog());
      html.append("</dl>\n");
    });
    table.source(now).ifPresent(view -> commits(view.commits()));
    runs();
    return html.toString();
  }

  private void lags() {
    fact("Lag", lag(table.lag(now), table.behindSince(now)));
    fact("Measured by", Optional.of(table.assessment().lagSource().label()));
    if (table.assessment().observed().isPresent()) {
      fact("Lag by file counts", lag(table.observedLag(now), table.observedBehindSince(now)));
      fact("Caught up in", table.catchUp(now).map(TablePage::estimate));
    }
    fact("Files pending", table.filesPending(now).map("%,d"::formatted));
    LagThresholds thresholds = table.settings().lag();
    fact(
        "Thresholds",
        Optional.of("warning from %s, critical from %s"
            .formatted(
                Durations.text(thresholds.warning()), Durations.text(thresholds.critical()))));
    fact("Last success", table.lastSuccess().map(this::ago));
    fact("Source idle", table.sourceIdle(now).map(Durations::text));
    fact(
        "Checkpoint",
        table
            .observation()
            .checkpoint()
            .fresh(now, table.settings().poll().staleAfter())
            .map(stands -> (stands.type() + " " + stands.value()).strip()));
  }

  private static Optional<String> lag(Optional<Duration> lag, Optional<Instant> since) {
    return lag.map(behind ->
        Durations.text(behind) + since.map(at -> ", since " + second(at)).orElse(""));
  }

  private static String estimate(Duration left) {
    return left.isZero()
        ? "0s"
        : "about " + Durations.text(left) + ", if commits and runs go on as they lately did";
  }

  private void catalog(String catalog) {
    SourceReading reading = table.observation().source();
    fact(
        "Source",
        table
            .sourceTable()
            .map(
                source -> "%s in %s, branch %s".formatted(source.table(), catalog, source.branch()))
            .or(() -> Optional.of("in " + catalog + ", a table that is not named")));
    fact("Last answer", reading.observedAt().map(this::ago));
    reading.failure().map(CatalogAnswer::message).ifPresent(why -> fact("Problem", why));
    table.assessment().catalogUnused().ifPresent(why -> fact("Not used because", why));
    Optional<SourceView> view = table.source(now);
    fact("Position", view.map(known -> known.position().kind().replace('_', ' ')));
    view.flatMap(SourceView::obstacle).ifPresent(why -> fact("Not read", why));
    table.pending(now).ifPresent(this::pending);
    table
        .checkpointExpiresAt(now)
        .ifPresent(at -> fact("Checkpoint expires", second(at) + ", in " + margin(at)));
    table
        .catalogFilesMismatch(now)
        .filter(files -> files != 0)
        .ifPresent(files ->
            fact("Files mismatch", "%+d by the controller than by the catalog".formatted(files)));
  }

  private void pending(Pending pending) {
    fact(
        "Pending",
        "%s files, %s rows, %s bytes in %s snapshots, of which %s changed data"
            .formatted(
                pending.files(),
                pending.records(),
                pending.bytes(),
                pending.snapshots(),
                pending.dataSnapshots()));
  }

  private String margin(Instant at) {
    Duration margin = Duration.between(now, at);
    return margin.isNegative() ? "0s: past" : Durations.text(margin);
  }

  private void commits(List<SourceCommit> commits) {
    heading(
        "Commits of the source", "Committed", "Operation", "Files", "Rows", "Bytes", "Snapshot");
    Optional<Checkpoint> checkpoint = table.observation().checkpoint().value();
    for (SourceCommit commit : commits) {
      boolean reached = checkpoint
          .filter(new Checkpoint.SnapshotId(commit.snapshotId())::equals)
          .isPresent();
      row(
          second(commit.at()),
          commit.operation().orElse("?"),
          commit.files().toString(),
          commit.records().toString(),
          commit.bytes().toString(),
          commit.snapshotId() + (reached ? " (checkpoint)" : ""));
    }
    html.append("</tbody></table></div>\n");
  }

  private void runs() {
    heading("Runs", "Started", "Took", "Result", "Files", "Segments", "Error");
    List<FinishedRun> log = table.history().runs();
    for (int i = log.size() - 1; i >= Math.max(0, log.size() - RUNS); i--) {
      FinishedRun run = log.get(i);
      row(
          second(run.start()),
          run.end()
              .map(end -> Durations.text(Duration.between(run.start(), end)))
              .orElse("?"),
          run.result().label(),
          Long.toString(run.filesDiscovered()),
          Long.toString(run.segmentsGenerated()),
          run.errorMessage().orElse(""));
    }
    html.append("</tbody></table></div>\n");
  }

  private void heading(String title, String... columns) {
    html.append("<h2>").append(title).append("</h2>\n<div class=\"scroll\"><table>\n<thead><tr>");
    for (String column : columns) {
      html.append("<th scope=\"col\">").append(column).append("</th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
  }

  private void row(String... cells) {
    html.append("<tr>");
    for (String cell : cells) {
      html.append("<td>").append(Html.escaped(cell)).append("</td>");
    }
    html.append("</tr>\n");
  }

  private void fact(String name, String value) {
    fact(name, Optional.of(value));
  }

  private void fact(String name, Optional<String> value) {
    html.append("<dt>").append(name).append("</dt><dd>");
    html.append(value.map(Html::escaped).orElse(Html.UNKNOWN)).append("</dd>\n");
  }

  private String ago(Instant at) {
    return second(at) + ", " + Durations.text(Duration.between(at, now)) + " ago";
  }

  private static String second(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
