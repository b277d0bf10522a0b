package io.icewatch.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class InboxTest {
  private final Inbox inbox = new Inbox();

  @Test
  void whatThrowsFailsByItselfAndTheRestIsDone() {
    CompletableFuture<String> broken = inbox.question(() -> {
      throw new IllegalStateException("a defect of ours");
    });
    CompletableFuture<String> whole = inbox.question(() -> "yes");

    inbox.drain();

    assertThatThrownBy(broken::join).hasRootCauseMessage("a defect of ours");
    assertThat(whole).isCompletedWithValue("yes");
  }

  @Test
  void nobodyWorksOnAQuestionThatWasTakenBack() {
    List<String> worked = new ArrayList<>();
    inbox.question(() -> worked.add("taken back")).cancel(false);
    inbox.question(() -> worked.add("asked"));

    inbox.drain();

    assertThat(worked).containsExactly("asked");
  }
}
