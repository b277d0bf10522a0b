package io.icewatch.alert;

import static io.icewatch.alert.Sample.T;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.icewatch.model.AlertDelivery;
import io.icewatch.model.AlertReceiver;
import io.icewatch.model.AlertSettings;
import io.icewatch.model.Credentials;
import io.icewatch.model.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CourierTest {
  private static final Courier.Limits QUICK =
      new Courier.Limits(1_000, Duration.ofMillis(5), Duration.ofMillis(20));

  private final Recording recording = new Recording();
  private final FakeReceiver receiver;
  private volatile Instant now = T;
  private Courier courier;

  @TempDir
  private Path directory;

  CourierTest() throws IOException {
    receiver = new FakeReceiver();
    courier = courier(receiver.connection(), QUICK);
  }

  @AfterEach
  void stop() {
    receiver.close();
    courier.drain();
    courier.await(Duration.ofSeconds(10));
  }

  private Courier courier(AlertReceiver.Connection connection, Courier.Limits limits) {
    Courier made = new Courier(
        "am",
        new AlertmanagerPlan(AlertSettings.defaults()),
        new Wire(new AlertReceiver.Alertmanager(connection)),
        new Courier.Outside(recording, recording, () -> now),
        limits,
        List.of());
    made.start();
    return made;
  }

  private Courier webhook(List<AlertDelivery> known) {
    AlertReceiver.Webhook pager =
        new AlertReceiver.Webhook("pager", receiver.connection(), Duration.ofHours(4));
    Courier made = new Courier(
        "pager",
        new WebhookPlan(pager),
        new Wire(pager),
        new Courier.Outside(recording, recording, () -> now),
        QUICK,
        known);
    made.start();
    return made;
  }

  private static boolean mentions(JsonNode body, String table) {
    return body.findValuesAsText("table").contains(table);
  }

  @Test
  void alertsGoInBatches() {
    courier.offer(Sample.firing(150), T);
    await().until(() -> receiver.tables().size() == 150);
    assertThat(receiver.requests()).hasSize(3);
    assertThat(recording.sent).hasValue(150);
    assertThat(recording.failed).hasValue(0);
    assertThat(courier.queue().length()).isZero();
  }

  @Test
  void oneBadAlertKeepsNoOtherBack() {
    receiver.answering(body -> mentions(body, "t037_OFFLINE") ? 400 : 200);
    courier.offer(Sample.firing(64), T);
    await().until(() -> recording.dropped.get() == 1);
    await().until(() -> receiver.tables().size() == 63);
    assertThat(receiver.tables()).doesNotContain("t037_OFFLINE");
  }

  @Test
  void whatWasRefusedIsLeftAloneForAMinute() {
    receiver.answering(body -> 400);
    courier.offer(Sample.firing(1), T);
    await().until(() -> recording.dropped.get() == 1);
    courier.offer(Sample.firing(1), T.plusSeconds(59));
    assertThat(courier.queue().length()).isZero();
    receiver.answering(body -> 200);
    courier.offer(Sample.firing(1), T.plusSeconds(60));
    await().until(() -> receiver.tables().size() == 1);
  }

  @Test
  void anErrorLosesNothing() {
    AtomicInteger asked = new AtomicInteger();
    receiver.answering(body -> asked.incrementAndGet() <= 3 ? 503 : 200);
    courier.offer(Sample.firing(2), T);
    await().until(() -> receiver.tables().size() == 2);
    assertThat(recording.failed).hasValue(6);
    assertThat(recording.sent).hasValue(8);
    assertThat(recording.dropped).hasValue(0);
    assertThat(courier.standing().failedAt()).contains(T);
  }

  @Test
  void whatIsKnownLaterTakesThePlaceOfWhatWaits() {
    receiver.answering(body -> 503);
    courier.offer(List.of(Sample.firing("a")), T);
    await().until(() -> recording.failed.get() > 0);
    courier.offer(List.of(Sample.resolved("a")), T.plusSeconds(60));
    receiver.answering(body -> 200);
    await().until(() -> !receiver.taken().isEmpty());
    await().untilAsserted(() -> {
      // What came while the first was still in flight is taken up by the next look.
      courier.offer(List.of(Sample.resolved("a")), T.plusSeconds(120));
      JsonNode last = receiver.taken().get(receiver.taken().size() - 1);
      assertThat(last.get(0).path("endsAt").asText()).isEqualTo("2026-03-01T12:01:00Z");
    });
  }

  @Test
  void aFullQueueDropsTheOldest() {
    courier.drain();
    receiver.hang();
    courier = courier(
        receiver.connection(), new Courier.Limits(3, QUICK.firstPause(), QUICK.longestPause()));
    courier.offer(Sample.firing(5), T);
    assertThat(recording.dropped).hasValue(2);
  }

  @Test
  void aReceiverThatHangsIsGivenUpAndAskedAgain() {
    courier.drain();
    receiver.hang();
    AlertReceiver.Connection hasty = new AlertReceiver.Connection(
        receiver.url(), new Credentials.None(), TlsFiles.none(), Duration.ofMillis(50));
    courier = courier(hasty, QUICK);
    courier.offer(Sample.firing(1), T);
    await().until(() -> receiver.requests().size() >= 2);
    assertThat(recording.failed.get()).isPositive();
  }

  @Test
  void closingSendsWhatIsQueued() {
    courier.offer(Sample.firing(500), T);
    courier.drain();
    courier.await(Duration.ofSeconds(30));
    assertThat(receiver.tables()).hasSize(500);
    assertThat(recording.dropped).hasValue(0);
  }

  @Test
  void closingDoesNotWaitForAReceiverThatIsDown() {
    receiver.answering(body -> 500);
    courier.offer(Sample.firing(100), T);
    courier.drain();
    courier.await(Duration.ofSeconds(30));
    assertThat(recording.dropped).hasValue(100);
  }

  @Test
  void theTokenIsReadAgainWhenItChanges() throws IOException {
    courier.drain();
    Path token = Files.writeString(directory.resolve("token"), "first\n");
    courier = courier(
        new AlertReceiver.Connection(
            receiver.url(),
            new Credentials.BearerFile(token),
            TlsFiles.none(),
            Duration.ofSeconds(5)),
        QUICK);
    courier.offer(Sample.firing(1), T);
    await().until(() -> receiver.taken().size() == 1);
    Files.writeString(token, "second");
    courier.offer(Sample.firing(1), T.plusSeconds(60));
    await().until(() -> receiver.taken().size() == 2);
    assertThat(receiver.authorizations()).containsExactly("Bearer first", "Bearer second");
  }

  @Test
  void withoutItsPasswordNothingIsSent() {
    courier.drain();
    courier = courier(
        new AlertReceiver.Connection(
            receiver.url(),
            new Credentials.BasicFile("icewatch", directory.resolve("none")),
            TlsFiles.none(),
            Duration.ofSeconds(5)),
        QUICK);
    courier.offer(Sample.firing(1), T);
    await().until(() -> recording.failed.get() > 1);
    assertThat(receiver.requests()).isEmpty();
  }

  @Test
  void aWebhookIsNotToldAgainAfterARestart() {
    Courier first = webhook(List.of());
    first.offer(List.of(Sample.firing("a")), T);
    await().until(() -> recording.load().deliveries().containsKey("pager"));
    first.drain();
    Courier second = webhook(recording.load().deliveries().get("pager"));
    second.offer(List.of(Sample.firing("a")), T.plusSeconds(300));
    assertThat(second.queue().length()).isZero();
    second.offer(List.of(Sample.resolved("a")), T.plusSeconds(300));
    second.drain();
    second.await(Duration.ofSeconds(10));
    assertThat(receiver.taken().stream().map(body -> body.path("status").asText()))
        .containsExactly("firing", "resolved");
  }

  @Test
  void aWebhookForgetsWhatIsNoMore() {
    Courier pager = webhook(List.of());
    pager.offer(List.of(Sample.firing("a")), T);
    await().until(() -> recording.load().deliveries().containsKey("pager"));
    pager.offer(List.of(), T.plusSeconds(15));
    assertThat(recording.load().deliveries().get("pager")).isEmpty();
    pager.drain();
  }
}
