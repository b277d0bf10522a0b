package io.icewatch.controller;

import static org.assertj.core.api.Assertions.assertThat;

import okio.ByteString;
import org.junit.jupiter.api.Test;

class ExcerptTest {
  @Test
  void foreignTextBecomesOneLine() {
    assertThat(Excerpt.of("\n a\r\n\tb\u0000\u001b[1m\u202e\u2028c\ud800 ", 50))
        .isEqualTo("a b..[1m. c.");
  }

  @Test
  void aLongTextEndsInAnEllipsisAndKeepsWithinItsLength() {
    assertThat(Excerpt.of("x".repeat(120), 120)).hasSize(120).doesNotContain("\u2026");
    assertThat(Excerpt.of("x".repeat(121), 120)).hasSize(120).endsWith("x\u2026");
  }

  @Test
  void noCharacterIsCutInTwo() {
    assertThat(Excerpt.of("xx\ud83d\ude00\ud83d\ude00", 4)).isEqualTo("xx\u2026");
  }

  @Test
  void bytesThatAreNoTextShowAsReplacements() {
    assertThat(Excerpt.of(ByteString.decodeHex("61c328ff62"), 120)).isEqualTo("a\ufffd(\ufffdb");
  }
}
