package io.icewatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Decision;
import io.icewatch.model.TableId;
import io.icewatch.model.TriggerHistory;
import io.icewatch.model.TriggerMode;
import io.icewatch.model.TriggerStanding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PagingTest {
  private static TriggerStanding gaveUpOn(TriggerMode mode) {
    TableId table = new TableId("prod", mode.label() + "_OFFLINE");
    return new TriggerStanding(
        table,
        mode,
        new Decision.Trigger(table, mode, Duration.ofHours(1)),
        Optional.empty(),
        3,
        true,
        TriggerHistory.none());
  }

  @Test
  void onlyATriggerThatActsIsSaidToHaveGivenUp() {
    List<TriggerStanding> standings =
        Stream.of(TriggerMode.values()).map(PagingTest::gaveUpOn).toList();
    assertThat(Paging.gaveUp(standings, List.of(), Instant.EPOCH))
        .containsExactly(new TableId("prod", "auto_OFFLINE"));
  }
}
