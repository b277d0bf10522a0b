package io.icewatch.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Answer;
import io.icewatch.model.Failure;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidatorsTest {
  private static final HttpUrl URL = HttpUrl.get("http://h/1");
  private final Validators<Integer> validators = new Validators<>();

  @Test
  void theLatestTaggedValueIsKept() {
    validators.note(URL, observed(1), Optional.of("\"a\""));
    validators.note(URL, observed(2), Optional.of("W/\"b\""));
    validators.note(URL, new Answer.Failed<>(new Failure.NotAsked("x")), Optional.of("\"c\""));

    assertThat(validators.of(URL)).contains(new Validators.Tagged<>("W/\"b\"", 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"\u00e9\"", "\"a b\"", "\"\u0007\""})
  void aValueWhoseTagIsGoneOrCannotBeSentIsForgotten(String etag) {
    validators.note(URL, observed(1), Optional.of("\"a\""));
    validators.note(URL, observed(2), Optional.of(etag).filter(text -> !text.isEmpty()));

    assertThat(validators.of(URL)).isEmpty();
  }

  @Test
  void theLeastRecentlyUsedOf1024IsForgotten() {
    for (int i = 1; i <= 1_024; i++) {
      validators.note(HttpUrl.get("http://h/" + i), observed(i), Optional.of("\"a\""));
    }
    assertThat(validators.of(URL)).isPresent();
    validators.note(HttpUrl.get("http://h/new"), observed(0), Optional.of("\"a\""));

    assertThat(validators.size()).isEqualTo(1_024);
    assertThat(validators.of(URL)).isPresent();
    assertThat(validators.of(HttpUrl.get("http://h/2"))).isEmpty();
  }

  private static Answer<Integer> observed(int value) {
    return new Answer.Observed<>(value, Optional.empty());
  }
}
