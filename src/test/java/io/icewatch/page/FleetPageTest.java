package io.icewatch.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.BreakerState;
import io.icewatch.model.CatalogState;
import io.icewatch.model.ControllerState;
import io.icewatch.model.Health;
import io.icewatch.model.Lag;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableState;
import io.icewatch.web.WebFleet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FleetPageTest {
  private final LagTrail trail = new LagTrail();

  @Test
  void aRowSaysHealthLagThresholdPendingLastSuccessAndWhy() {
    assertThat(page(WebFleet.behind("orders_OFFLINE", 3725)))
        .contains(
            "<span class=\"h behind\">behind</span>",
            "<a href=\"/tables/prod/orders_OFFLINE\">orders_OFFLINE</a>",
            "class=\"cl n\">1h 2m</td>",
            "<svg class=\"bar critical\"",
            "<title>critical lag: warning from 15m, critical from 1h</title>",
            "class=\"cp n\">1,234</td>",
            "title=\"2026-11-22T11:56:48Z\">3m 12s ago</td>",
            "1234 files have been waiting");
  }

  @Test
  void whatIsUnknownIsADashAndNeverZero() {
    String page = page(
        WebFleet.table("t_OFFLINE", Health.UNKNOWN, "refused", new Lag.Unknown("never polled")));
    assertThat(page.split("<span class=\"sr\">unknown</span>", -1)).hasSize(4);
    assertThat(page).doesNotContain("n\">0", "class=\"bar");
  }

  @Test
  void theWorstComeFirstAndTheLongestLagFirstOfThose() {
    assertThat(page(several()))
        .containsSubsequence("t_stuck", "t_further_behind", "t_behind", "t_running", "t_ok");
  }

  @Test
  void whatIsSortedByIsSaidAndWhatIsUnknownComesLastEitherWay() {
    TableState unknown =
        WebFleet.table("t_unknown", Health.UNKNOWN, "refused", new Lag.Unknown("never polled"));
    TableState[] tables = {unknown, WebFleet.behind("t_a", 60), WebFleet.behind("t_b", 600)};
    assertThat(page(Map.of("sort", "lag"), tables))
        .containsSubsequence(
            "aria-sort=\"descending\"><a href=\"/?sort=lag&amp;order=up\">Lag",
            ">t_b<",
            ">t_a<",
            ">t_unknown<");
    assertThat(page(Map.of("sort", "lag", "order", "up"), tables))
        .containsSubsequence("aria-sort=\"ascending\"", ">t_a<", ">t_b<", ">t_unknown<");
  }

  @Test
  void eachSortHasAnOrder() {
    for (FleetQuery.Sort sort : FleetQuery.Sort.values()) {
      assertThat(page(Map.of("sort", sort.label()), several()))
          .as(sort.label())
          .contains("t_stuck", "t_ok");
    }
  }

  @Test
  void aHealthIsCountedAndShowsItsTablesAloneAndAllAgain() {
    assertThat(page(several()))
        .contains("<a class=\"h behind\" href=\"/?health=behind\">2 behind</a>");
    assertThat(page(Map.of("health", "behind"), several()))
        .contains("2 of 5 tables", "t_behind", "href=\"/\" aria-current=\"true\">2 behind")
        .doesNotContain("t_stuck", "t_ok");
  }

  @Test
  void theTextAndTheControllerNarrowWhatIsCounted() {
    assertThat(page(Map.of("q", "PROD/t_Fur"), several()))
        .contains("1 of 5 tables", "t_further_behind", "1 behind", "value=\"PROD/t_Fur\"")
        .doesNotContain("t_stuck", "1 ok");
    assertThat(page(Map.of("controller", "test"), several()))
        .contains("0 of 5 tables", "No table is like that.");
  }

  @Test
  void everythingThatIsNotOursIsEscaped() {
    TableState hostile = WebFleet.table(
        "<script>alert('t')</script>", Health.FAILED, "\"<b>&", new Lag.Unknown("x"));
    assertThat(page(Map.of("q", "<script>", "controller", "\"><i>"), hostile))
        .contains("value=\"&lt;script>\"", ">\"&gt;&lt;i&gt;</option>")
        .doesNotContain("\"><i>", "<script>\"");
    assertThat(page(hostile))
        .contains("&lt;script&gt;alert('t')&lt;/script&gt;", "\"&lt;b&gt;&amp;")
        .doesNotContain("<script>", "<b>&");
  }

  @Test
  void whatWasNotUnderstoodOfAnAddressIsSaid() {
    assertThat(page(
            Map.of("health", "<stuk>", "sort", "size", "order", "left", "page", "0"),
            WebFleet.ok("t")))
        .contains(
            "Not understood: health: &lt;stuk&gt; (expected: ok, running,",
            "Not understood: sort: size (expected: health, table, controller, lag, threshold,",
            "Not understood: order: left (expected: up, down)",
            "Not understood: page: 0 (expected: 1 to 999999)");
  }

  @Test
  void aHundredTablesAreOnAPageAndAPagePastTheLastIsTheLast() {
    TableState[] tables = IntStream.range(0, 10_000)
        .mapToObj(i -> WebFleet.ok("t%05d".formatted(i)))
        .toArray(TableState[]::new);
    assertThat(page(tables))
        .contains("10,000 tables", "1 to 100 of 10,000", "t00099", "href=\"/?page=2\">After")
        .doesNotContain("t00100", ">Before<");
    assertThat(page(Map.of("page", "999999"), tables))
        .contains("9,901 to 10,000 of 10,000", "t09999", "href=\"/?page=99\">Before")
        .doesNotContain(">After<");
    assertThat(page(tables).length()).isLessThan(150_000);
  }

  @Test
  void controllersAndCatalogsAreShownWithTheirCircuitsAndClocks() {
    Snapshot fleet = new Snapshot(
        1,
        List.of(),
        List.of(
            new ControllerState("dead", true, BreakerState.OPEN, Optional.empty()),
            ControllerState.initial("new")),
        List.of(new CatalogState("lake", true, BreakerState.HALF_OPEN)));
    assertThat(page(WebFleet.ok("a"))).contains("its clock is 7s slow");
    assertThat(FleetPage.html(FleetQuery.all(), fleet, trail, WebFleet.NOW))
        .contains(
            "<b>dead</b> <span class=\"bad\">not answering: left alone for now</span>",
            "<b>new</b> <span class=\"fine\">not asked yet</span>",
            "<b>lake (catalog)</b> <span class=\"bad\">being tried again</span>",
            "No table is watched.",
            "0 tables");
  }

  @Test
  void theTrailIsDrawnWhereThereIsOne() {
    Snapshot fleet = WebFleet.of(WebFleet.behind("t", 60));
    assertThat(FleetPage.html(FleetQuery.all(), fleet, trail, WebFleet.NOW))
        .contains("<span class=\"sr\">no lag known yet</span>");
    trail.sample(fleet, WebFleet.NOW);
    assertThat(FleetPage.html(FleetQuery.all(), fleet, trail, WebFleet.NOW))
        .contains("<title>lag of the last 7s: at most 1m</title>");
  }

  @Test
  void thePartThatLivesIsInThePageAndHoldsNoScript() {
    Snapshot fleet = WebFleet.of(several());
    FleetQuery query = FleetQuery.of(name -> name.equals("q") ? List.of("t") : List.of());
    assertThat(FleetPage.html(query, fleet, trail, WebFleet.NOW))
        .contains(
            FleetPage.live(query, fleet, trail, WebFleet.NOW).strip(), "data-live=\"/live?q=t\"")
        .doesNotContain("<script>", " style=", " onclick=", "//cdn", "https://");
  }

  private static TableState[] several() {
    return new TableState[] {
      WebFleet.ok("t_ok"),
      WebFleet.behind("t_behind", 600),
      WebFleet.behind("t_further_behind", 1200),
      WebFleet.table("t_stuck", Health.STUCK, "no progress", new Lag.CaughtUp()),
      WebFleet.table("t_running", Health.RUNNING, "a run", new Lag.CaughtUp())
    };
  }

  private String page(TableState... tables) {
    return page(Map.of(), tables);
  }

  private String page(Map<String, String> parameters, TableState... tables) {
    FleetQuery query =
        FleetQuery.of(name -> Optional.ofNullable(parameters.get(name)).stream().toList());
    return FleetPage.html(query, WebFleet.of(tables), trail, WebFleet.NOW);
  }
}
