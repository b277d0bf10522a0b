package io.icewatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.WebConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  @Test
  void aBurstPassesAndThenOneInEachInterval() {
    TokenBucket bucket = bucket(Duration.ofSeconds(1), 2);
    assertThat(bucket.take(5)).isZero();
    assertThat(bucket.take(5)).isZero();
    assertThat(bucket.take(5)).isEqualTo(SECOND);
    assertThat(bucket.take(SECOND / 2 + 5)).isEqualTo(SECOND / 2);
    assertThat(bucket.take(SECOND + 5)).isZero();
    assertThat(bucket.take(SECOND + 5)).isPositive();
  }

  @Test
  void aLongPauseGivesNoMoreThanABurst() {
    TokenBucket bucket = bucket(Duration.ofSeconds(1), 2);
    long later = Long.MAX_VALUE / 4;
    assertThat(bucket.take(later)).isZero();
    assertThat(bucket.take(later)).isZero();
    assertThat(bucket.take(later)).isPositive();
  }

  @Test
  void intervalsAndBurstsOfAnySizeDoNotOverflow() {
    TokenBucket bucket = bucket(Duration.ofDays(100_000), Integer.MAX_VALUE);
    assertThat(bucket.take(5)).isZero();
  }

  private static TokenBucket bucket(Duration interval, int burst) {
    return new TokenBucket(new WebConfig.RateLimit(interval, burst), 5);
  }
}
