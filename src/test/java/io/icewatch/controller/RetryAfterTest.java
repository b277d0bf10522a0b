package io.icewatch.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.Headers;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "120, PT2M",
    "999999999999999999, P1D",
    "'Sun, 01 Mar 2026 00:01:00 GMT', PT1M",
    "'Sun, 01 Mar 2020 00:01:00 GMT', PT0S",
    "'Fri, 01 Mar 2999 00:01:00 GMT', P1D"
  })
  void secondsAndDatesAreUnderstood(String header, Duration expected) {
    assertThat(of(header)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.5", "soon", "99999999999999999999", ""})
  void whatIsNeitherIsNothing(String header) {
    assertThat(of(header)).isEmpty();
  }

  @Test
  void noHeaderIsNothing() {
    assertThat(RetryAfter.of(Reply.complete(429, Headers.of(), ByteString.EMPTY), NOW))
        .isEmpty();
  }

  private static Optional<Duration> of(String header) {
    Headers headers = Headers.of("Retry-After", header);
    return RetryAfter.of(Reply.complete(429, headers, ByteString.EMPTY), NOW);
  }
}
