package io.icewatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.ControllerState;
import io.icewatch.model.Health;
import io.icewatch.model.Lag;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableState;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatusPageTest {
  @Test
  void aRowSaysHealthLagPendingLastSuccessAndWhy() {
    assertThat(page(WebFleet.behind("orders_OFFLINE", 3725)))
        .contains(
            "<span class=\"h behind\">behind</span>",
            "<a href=\"/tables/prod/orders_OFFLINE\">orders_OFFLINE</a>",
            "<td class=\"n\">1h 2m</td>",
            "<td class=\"n\">1,234</td>",
            "title=\"2026-11-22T11:56:48Z\">3m 12s ago</td>",
            "1234 files have been waiting");
  }

  @Test
  void whatIsUnknownIsADashAndNeverZero() {
    String page = page(
        WebFleet.table("t_OFFLINE", Health.UNKNOWN, "refused", new Lag.Unknown("never polled")));
    assertThat(page.split("title=\"unknown\"", -1)).hasSize(4);
    assertThat(page).doesNotContain("<td class=\"n\">0");
  }

  @Test
  void theWorstComeFirstAndTheLongestLagFirstOfThose() {
    String page = page(
        WebFleet.ok("t_ok"),
        WebFleet.behind("t_behind", 600),
        WebFleet.behind("t_further_behind", 1200),
        WebFleet.table("t_stuck", Health.STUCK, "no progress", new Lag.CaughtUp()),
        WebFleet.table("t_running", Health.RUNNING, "a run", new Lag.CaughtUp()));
    assertThat(page)
        .containsSubsequence("t_stuck", "t_further_behind", "t_behind", "t_running", "t_ok");
  }

  @Test
  void everythingThatIsNotOursIsEscaped() {
    TableState hostile = WebFleet.table(
        "<script>alert('t')</script>", Health.FAILED, "\"<b>&", new Lag.Unknown("x"));
    assertThat(page(hostile))
        .contains("&lt;script&gt;alert(&#39;t&#39;)&lt;/script&gt;", "&quot;&lt;b&gt;&amp;")
        .doesNotContain("<script", "\"<b>");
  }

  @Test
  void textThatLooksLikeTheTemplateIsLeftAlone() {
    assertThat(page(WebFleet.table("{{now}}", Health.OK, "{{rows}}", new Lag.CaughtUp())))
        .contains("{{now}}", "{{rows}}");
  }

  @Test
  void theWorstFiveHundredAreShownUnlessAllAreAskedFor() {
    TableState[] tables = IntStream.range(0, 10_000)
        .mapToObj(i -> WebFleet.ok("t%05d".formatted(i)))
        .toArray(TableState[]::new);
    Snapshot fleet = WebFleet.of(tables);
    assertThat(StatusPage.of(fleet, WebFleet.NOW, false))
        .contains("10000 tables", "The worst 500 of 10,000 tables", "t00499")
        .doesNotContain("t00500");
    assertThat(StatusPage.of(fleet, WebFleet.NOW, true))
        .contains("t09999")
        .doesNotContain("The worst 500");
  }

  @Test
  void eachHealthIsCountedAndAControllerWithAnotherClockIsNamed() {
    assertThat(page(WebFleet.ok("a"), WebFleet.ok("b"), WebFleet.behind("c", 60)))
        .contains("2 ok</span>", "1 behind</span>", "its clock is 7s slow");
  }

  @Test
  void aFleetWithoutTablesSaysSo() {
    Snapshot empty = new Snapshot(0, List.of(), List.of(ControllerState.initial("prod")));
    assertThat(StatusPage.of(empty, WebFleet.NOW, false))
        .contains("No table is watched.", "0 tables", "not asked yet");
  }

  private static String page(TableState... tables) {
    return StatusPage.of(WebFleet.of(tables), WebFleet.NOW, false);
  }
}
