package io.icewatch.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Answer;
import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.Counted;
import io.icewatch.model.Failure;
import io.icewatch.model.FinishedRun;
import io.icewatch.model.History;
import io.icewatch.model.Observation;
import io.icewatch.model.Position;
import io.icewatch.model.RunResult;
import io.icewatch.model.SourceCommit;
import io.icewatch.model.SourceReading;
import io.icewatch.model.SourceView;
import io.icewatch.model.SourceViews;
import io.icewatch.model.TableId;
import io.icewatch.model.TableState;
import io.icewatch.web.WebFleet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TablePageTest {
  private static final Instant NOW = WebFleet.NOW;

  @Test
  void bothLagsAndTheTimeToCatchUpAreShown() {
    assertThat(page(NOW))
        .contains(
            fact("Lag", "lag-0", "20m, since 2026-11-22T11:40:00Z"),
            fact("Measured by", "lag-1", "catalog"),
            fact("Lag by file counts", "lag-2", "19m 10s, since 2026-11-22T11:40:49Z"),
            fact("Caught up in", "lag-3", "about 1m 35s, if commits and runs go on as they"));
  }

  @Test
  void whatTheCatalogSaysIsShown() {
    assertThat(page(NOW))
        .contains(
            fact("Source", "catalog-0", "sales.orders in lake, branch main"),
            fact("Problem", "catalog-2", "&lt;refused&gt;"),
            fact("Position", "catalog-3", "behind"),
            fact("Pending", "catalog-4", "12 files, 120 rows, 12000 bytes in 1 snapshot,"),
            fact("Checkpoint expires", "catalog-5", "2026-11-22T12:59:20Z, in 59m 20s"));
  }

  @Test
  void everyQuestionIsShownWithItsAnswerAndItsProblem() {
    assertThat(page(NOW))
        .contains(
            "<td>checkpoint</td><td>SNAPSHOT_ID 9007199254740993</td><td>1m 10s ago</td>",
            "<td>files</td><td>–</td><td>never</td><td>4s ago</td><td>503: &lt;b&gt; busy</td>",
            "<td>catalog</td><td>behind</td><td>40s ago</td><td>2s ago</td><td>&lt;refused&gt;");
  }

  @Test
  void theCommitsOfTheSourceAreListedAndTheCheckpointIsMarked() {
    assertThat(page(NOW))
        .contains(
            "<td>append</td><td>12</td><td>120</td><td>0..12000</td><td>9007199254740995</td>",
            "<td>?</td><td>0..</td><td>0..</td><td>0..</td><td>9007199254740993 (checkpoint)</td>");
  }

  @Test
  void theRunsAreListedNewestFirstAndTheirErrorsEscaped() {
    assertThat(page(NOW))
        .containsSubsequence(
            "<td>5m</td><td>failed</td><td>9</td><td>4</td><td>&lt;b&gt; boom</td>",
            "<td>1m</td><td>completed</td><td>3</td><td>3</td><td></td>");
  }

  @Test
  void whatIsStaleIsADashAndItsCommitsAreGone() {
    String stale = page(NOW.plusSeconds(900));
    assertThat(stale)
        .contains("<dd id=\"lag-0\"><span class=\"none\" title=\"unknown\">")
        .doesNotContain("9007199254740995", "12 files, 120 rows");
  }

  @Test
  void aTableWithoutACatalogShowsNoneOfIt() {
    assertThat(TablePage.live(report(WebFleet.behind("orders_OFFLINE", 60)), NOW))
        .contains(fact("Lag", "lag-0", "1m, since"))
        .doesNotContain("Catalog", "Commits", "by file counts", "Caught up in", "Auto-trigger");
  }

  @Test
  void thePathOfATableNamesItWhateverItIsCalled() {
    assertThat(TablePath.of(new TableId("a b", "c/d?<e>'_OFFLINE")))
        .isEqualTo("/tables/a%20b/c%2Fd%3F%3Ce%3E%27_OFFLINE");
  }

  @Test
  void nobodyWhoMayNotActIsOfferedTo() {
    TableReport report = report(table());
    assertThat(TablePage.html(report, Optional.empty(), NOW)).doesNotContain("<button", "<dialog");
    assertThat(TablePage.html(report, Optional.of("<anna>"), NOW))
        .contains(
            "data-api=\"/api/v1/tables/prod/orders_OFFLINE/\"",
            "as &lt;anna&gt;",
            "data-act=\"trigger\"");
  }

  @Test
  void thePartThatLivesIsInThePage() {
    TableReport report = report(table());
    assertThat(TablePage.html(report, Optional.of("anna"), NOW))
        .contains(
            TablePage.live(report, NOW).strip(), "data-live=\"/tables/prod/orders_OFFLINE/live\"");
  }

  @Test
  void aHostileNameIsEscapedAlsoWhenItHasGone() {
    TableId hostile = new TableId("<i>", "<script>x</script>");
    assertThat(TablePage.gone(hostile))
        .contains("&lt;i&gt;/&lt;script&gt;x&lt;/script&gt; is not watched any more");
  }

  @Test
  void allThatVariesIsAPieceOfItsOwn() {
    Fragments before = Fragments.of(TablePage.live(report(table()), NOW));
    Fragments after = Fragments.of(TablePage.live(report(table()), NOW.plusSeconds(3)));
    assertThat(after.since(before).orElseThrow())
        .containsKeys("now", "lag-0", "seen-1")
        .doesNotContainKeys("health", "runs-0");
  }

  private static String fact(String name, String id, String value) {
    return "<dt>" + name + "</dt>\n<dd id=\"" + id + "\">" + value;
  }

  private static TableReport report(TableState table) {
    return new TableReport(
        table,
        LagTrail.Trail.none(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  private static String page(Instant now) {
    return TablePage.live(report(table()), now);
  }

  private static TableState table() {
    return WebFleet.sourced(observation(), history());
  }

  private static Observation observation() {
    Checkpoint checkpoint = new Checkpoint.SnapshotId(9_007_199_254_740_993L);
    SourceView view = SourceViews.at(
        new Position.Behind(SourceViews.waiting(12, NOW.minusSeconds(1200))), NOW.minusSeconds(40));
    SourceReading reading = SourceReading.none()
        .with(
            checkpoint, SourceViews.answer(SourceViews.with(view, commits())), NOW.minusSeconds(40))
        .with(checkpoint, new CatalogAnswer.Unreachable("<refused>"), NOW.minusSeconds(2));
    return Observation.none()
        .withCheckpoint(new Answer.Observed<>(checkpoint, Optional.empty()), NOW.minusSeconds(70))
        .withFiles(
            new Answer.Failed<>(new Failure.ControllerError(503, "503: <b>\nbusy")),
            NOW.minusSeconds(4))
        .withSource(reading);
  }

  private static List<SourceCommit> commits() {
    Counted unknown = Counted.atLeast(0);
    return List.of(
        new SourceCommit(
            9_007_199_254_740_995L,
            NOW.minusSeconds(1200),
            Optional.of("append"),
            Counted.exactly(12),
            Counted.exactly(120),
            Counted.between(0, 12_000)),
        new SourceCommit(
            9_007_199_254_740_993L,
            NOW.minusSeconds(1800),
            Optional.empty(),
            unknown,
            unknown,
            unknown));
  }

  private static History history() {
    return new History(
        Optional.empty(),
        Optional.empty(),
        List.of(
            run(NOW.minusSeconds(3600), 60, RunResult.COMPLETED, 3, 3, Optional.empty()),
            run(NOW.minusSeconds(600), 300, RunResult.FAILED, 9, 4, Optional.of("<b>\tboom"))),
        Map.of(),
        List.of(),
        Optional.empty(),
        0);
  }

  private static FinishedRun run(
      Instant start,
      int seconds,
      RunResult result,
      long files,
      long segments,
      Optional<String> error) {
    return new FinishedRun(
        start,
        Optional.of(start.plusSeconds(seconds)),
        result,
        files,
        segments,
        error,
        Optional.empty());
  }
}
