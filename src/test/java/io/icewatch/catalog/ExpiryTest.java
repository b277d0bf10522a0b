package io.icewatch.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExpiryTest {
  private static final Retention.Reference MAIN =
      new Retention.Reference("main", 3, false, 1, 100, Long.MAX_VALUE);

  private static Chain chain(boolean collects, Retention.Reference... references) {
    ChainBuilder builder =
        new ChainBuilder(new UUID(1, 1), new Retention(collects, 100, List.of(references)), 3);
    for (long id = 1; id <= 3; id++) {
      builder.add(id, id == 1 ? null : id - 1, 1000 * id, id, Counts.of("append", Map.of()));
    }
    return builder.build();
  }

  @Test
  void aSnapshotGoesWhenItIsOlderThanItsBranchKeeps() {
    assertThat(Expiry.of(chain(true, MAIN), 0)).hasValue(Instant.ofEpochMilli(1100));
  }

  @Test
  void theHeadAndATaggedSnapshotStay() {
    assertThat(Expiry.of(chain(true, MAIN), 2)).isEmpty();
    Retention.Reference tag = new Retention.Reference("t", 1, true, 1, 100, Long.MAX_VALUE);
    assertThat(Expiry.of(chain(true, MAIN, tag), 0)).isEmpty();
  }

  @Test
  void aTagWithAnAgeHoldsThatLong() {
    Retention.Reference tag = new Retention.Reference("t", 1, true, 1, 100, 5000);
    assertThat(Expiry.of(chain(true, MAIN, tag), 0)).hasValue(Instant.ofEpochMilli(6000));
  }

  @Test
  void whatATableDoesNotCollectStays() {
    assertThat(Expiry.of(chain(false, MAIN), 0)).isEmpty();
  }

  @Test
  void theLastFewOfABranchStayHoweverOld() {
    Retention.Reference main = new Retention.Reference("main", 3, false, 2, 100, Long.MAX_VALUE);
    assertThat(Expiry.of(chain(true, main), 1)).isEmpty();
    assertThat(Expiry.of(chain(true, main), 0)).hasValue(Instant.ofEpochMilli(1100));
  }
}
