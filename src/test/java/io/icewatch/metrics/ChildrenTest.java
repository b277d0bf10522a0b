package io.icewatch.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import java.util.Collections;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ChildrenTest {
  private final CollectorRegistry registry = new CollectorRegistry();
  private final Gauge family =
      Children.register(Gauge.build("cheese", "Pieces.").labelNames("kind").create(), registry);

  /** Two names of one hash: they share a chain of the map below the family, in this order. */
  private static final String FIRST = "Aa";

  private static final String SECOND = "BB";

  @Test
  void whoGoesAndComesBackDuringAScrapeIsThereOnce() {
    AtomicReference<Thread> changing = new AtomicReference<>();
    Gauge.Child slow = new Gauge.Child() {
      @Override
      public double get() {
        // The scrape stands here: somebody takes the child away and counts for it again.
        if (changing.get() == null) {
          changing.set(new Thread(() -> {
            Children.remove(family, FIRST);
            family.labels(FIRST).set(7);
          }));
          changing.get().start();
          await().until(() -> waitsOrEnded(Objects.requireNonNull(changing.get())));
        }
        return super.get();
      }
    };
    family.setChild(slow, FIRST);
    family.labels(SECOND).set(1);

    assertThat(DaemonText.of(registry, Format.TEXT).lines().filter(line -> !line.startsWith("#")))
        .containsExactlyInAnyOrder("cheese{kind=\"Aa\",} 0.0", "cheese{kind=\"BB\",} 1.0");
    await().until(() -> !Objects.requireNonNull(changing.get()).isAlive());
    assertThat(DaemonText.of(registry, Format.TEXT))
        .contains("cheese{kind=\"Aa\",} 7.0", "cheese{kind=\"BB\",} 1.0");
  }

  @Test
  void aNameIsRegisteredOnce() {
    assertThat(Collections.list(registry.metricFamilySamples())).hasSize(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Gauge.build("cheese", "Again.").register(registry))
        .withMessageContaining("cheese");
  }

  private static boolean waitsOrEnded(Thread thread) {
    return thread.getState() == Thread.State.BLOCKED || !thread.isAlive();
  }
}
