package io.icewatch.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.icewatch.model.TableId;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Asks how an attempt goes until it is settled, and says so. */
final class Following {
  private static final int FAILED = 1;
  private static final int TIMED_OUT = 4;
  private static final Duration BETWEEN = Duration.ofMillis(500);

  /** How long the call itself is waited for when the run is not. */
  private static final Duration CALL = Duration.ofSeconds(30);

  /** Answers that may be missed in a row: the daemon may be restarting. */
  private static final int MISSES = 20;

  private final DaemonClient client;
  private final TableId table;
  private final RunProgress progress;

  Following(DaemonClient client, TableId table, RunProgress progress) {
    this.client = client;
    this.table = table;
    this.progress = progress;
  }

  /**
   * Follows an attempt.
   *
   * @param toTheEnd of the run, not just until the controller has answered
   * @return the exit code
   */
  int follow(JsonNode begun, boolean toTheEnd, Duration patience)
      throws DaemonException, InterruptedException {
    Duration most = toTheEnd || patience.compareTo(CALL) < 0 ? patience : CALL;
    long end = System.nanoTime() + most.toNanos();
    JsonNode attempt = begun;
    String path = DaemonClient.path(table, "attempts/" + begun.path("seq").asLong());
    int missed = 0;
    while (!over(attempt, toTheEnd)) {
      progress.show(attempt);
      if (System.nanoTime() - end >= 0) {
        progress.end("timed out after " + HumanDuration.text(most) + "; the daemon goes on");
        return TIMED_OUT;
      }
      TimeUnit.NANOSECONDS.sleep(BETWEEN.toNanos());
      try {
        attempt = client.done(client.get(path));
        missed = 0;
      } catch (DaemonException e) {
        missed++;
        if (missed >= MISSES || e.exitCode() != DaemonClient.UNAVAILABLE) {
          progress.end("lost sight of it");
          throw e;
        }
      }
    }
    return toTheEnd || attempt.hasNonNull("settlement") ? settled(attempt) : called(attempt);
  }

  private static boolean over(JsonNode attempt, boolean toTheEnd) {
    return attempt.hasNonNull("settlement") || (!toTheEnd && attempt.hasNonNull("call"));
  }

  private int called(JsonNode attempt) {
    String outcome = attempt.path("call").path("outcome").asText();
    progress.end(outcome + ": " + attempt.path("call").path("detail").asText());
    return switch (outcome) {
      case "accepted" -> 0;
      case "rejected" -> FAILED;
      default -> TIMED_OUT;
    };
  }

  /** Where the table stands now, where the words do not say so already. */
  private static String checkpoint(JsonNode attempt, JsonNode end) {
    String now = attempt.path("checkpoint").asText();
    return now.isEmpty() || end.path("detail").asText().contains(now)
        ? ""
        : "; the checkpoint stands at " + now;
  }

  private int settled(JsonNode attempt) {
    progress.show(attempt);
    JsonNode end = attempt.path("settlement");
    String outcome = end.path("outcome").asText();
    progress.end(outcome + ": " + end.path("detail").asText() + checkpoint(attempt, end));
    return switch (outcome) {
      case "succeeded" -> 0;
      case "not_started", "not_finished" -> TIMED_OUT;
      default -> FAILED;
    };
  }
}
