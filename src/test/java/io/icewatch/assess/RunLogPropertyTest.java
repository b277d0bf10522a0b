package io.icewatch.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.FinishedRun;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever polls are missed and however often the daemon restarts, runs are counted as seen. */
class RunLogPropertyTest {

  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void eachRunThatWasSeenIsCountedOnce(@ForAll long seed) {
    new Daemon(seed, true, false).run(daemon -> {
      Map<Object, Long> truth = new HashMap<>();
      daemon.runsSeen.forEach((start, result) -> {
        if (!daemon.history.openRun().equals(Optional.of(start))) {
          truth.merge(result, 1L, Long::sum);
        }
      });
      assertThat(daemon.history.runTotals()).isEqualTo(truth);
    });
  }

  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void theLastSuccessIsTheNewestCompletedRunSeen(@ForAll long seed) {
    new Daemon(seed, true, false)
        .run(daemon -> assertThat(daemon.history.lastSuccess().flatMap(FinishedRun::end))
            .isEqualTo(daemon.newestSuccessSeen));
  }
}
