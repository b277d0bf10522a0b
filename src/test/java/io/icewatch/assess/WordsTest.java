package io.icewatch.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void durationsAreToldInTheirTwoLargestUnits() {
    assertThat(DurationText.of(Duration.ofMillis(900))).isEqualTo("0s");
    assertThat(DurationText.of(Duration.ofSeconds(59))).isEqualTo("59s");
    assertThat(DurationText.of(Duration.ofSeconds(60))).isEqualTo("1m");
    assertThat(DurationText.of(Duration.ofSeconds(3_599))).isEqualTo("59m59s");
    assertThat(DurationText.of(Duration.ofSeconds(3_600))).isEqualTo("1h");
    assertThat(DurationText.of(Duration.ofSeconds(86_399))).isEqualTo("23h59m");
    assertThat(DurationText.of(Duration.ofSeconds(86_400))).isEqualTo("1d");
    assertThat(DurationText.of(Duration.ofHours(52))).isEqualTo("2d4h");
  }

  @Test
  void messagesBecomeOneShortLine() {
    assertThat(Words.shortened("  a\n\tb ")).isEqualTo("a b");
    assertThat(Words.shortened("x".repeat(200))).isEqualTo("x".repeat(200));
    assertThat(Words.shortened("x".repeat(201))).isEqualTo("x".repeat(200) + "...");
    assertThat(Words.shortened("x".repeat(199) + "\uD83D\uDE00y"))
        .isEqualTo("x".repeat(199) + "...");
  }

  @Test
  void momentsBeyondTheEndsOfTimeStopThere() {
    Duration endless = Duration.ofSeconds(Long.MAX_VALUE);

    assertThat(Clocks.plus(Instant.EPOCH, endless)).isEqualTo(Instant.MAX);
    assertThat(Clocks.plus(Instant.EPOCH, endless.negated())).isEqualTo(Instant.MIN);
    assertThat(Clocks.byDaemon(Instant.EPOCH, Optional.of(endless))).isBefore(Instant.EPOCH);
    assertThat(Clocks.byDaemon(Instant.EPOCH, Optional.empty())).isEqualTo(Instant.EPOCH);
    assertThat(Clocks.age(Instant.MAX, Instant.EPOCH)).isZero();
  }
}
