package io.icewatch.controller;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.icewatch.model.Answer;
import io.icewatch.model.Failure;
import io.icewatch.model.SnapshotFiles;
import io.icewatch.model.WatcherRun;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import okhttp3.Headers;
import okio.ByteString;

/**
 * Whatever a controller answers is a value or a failure, and no number is made up.
 *
 * <p>The first byte is the question, the second the status, the rest the body.
 */
public final class AnswersTarget {
  private static final String TABLE = "orders_OFFLINE";
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final int[] STATUSES = {200, 200, 200, 200, 202, 304, 400, 401, 404, 404, 500};
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<Dialect> DIALECTS = dialects();
  private static final List<Question<?>> QUESTIONS = questions();

  private AnswersTarget() {}

  /** One execution, as the fuzzer's driver knows it. */
  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length < 2) {
      return;
    }
    Question<?> question = QUESTIONS.get((data[0] & 0xff) % QUESTIONS.size());
    int status = STATUSES[(data[1] & 0xff) % STATUSES.length];
    ByteString body = ByteString.of(data, 2, data.length - 2);
    Reply reply = Reply.complete(status, Headers.of("Content-Type", "application/json"), body);
    judge(Answers.of(question, reply, Optional.empty(), NOW), body);
    ApiSigns.of(TABLE, reply);
    for (Dialect dialect : DIALECTS) {
      Acceptance acceptance = Acceptances.of(dialect.trigger(TABLE).url(), dialect, reply, NOW);
      if (acceptance instanceof Acceptance.Accepted accepted) {
        check(status / 100 == 2, "accepted with " + status);
        line(accepted.excerpt());
      }
    }
  }

  private static void judge(Answer<?> answer, ByteString body) {
    if (answer instanceof Answer.Failed<?> failed) {
      line(failed.failure().message());
      if (failed.failure() instanceof Failure.Malformed malformed) {
        line(malformed.firstBytes());
      }
      return;
    }
    Object value = ((Answer.Observed<?>) answer).value();
    if (value instanceof Long files) {
      told(OptionalLong.of(files), body);
    } else if (value instanceof SnapshotFiles files) {
      told(OptionalLong.of(files.files()), body);
    } else if (value instanceof WatcherRun run) {
      told(run.filesDiscovered(), body);
      told(run.segmentsGenerated(), body);
      run.start().ifPresent(start -> told(OptionalLong.of(start.toEpochMilli()), body));
      run.end().ifPresent(end -> told(OptionalLong.of(end.toEpochMilli()), body));
    }
  }

  private static void told(OptionalLong number, ByteString body) {
    if (number.isPresent()) {
      check(number.getAsLong() >= 0, "negative: " + number);
      check(numbers(body).contains(BigInteger.valueOf(number.getAsLong())), "made up: " + number);
    }
  }

  private static Set<BigInteger> numbers(ByteString body) {
    Set<BigInteger> numbers = new HashSet<>();
    try {
      for (JsonNode field : JSON.readTree(body.utf8())) {
        if (field.asText().matches("-?[0-9]{1,19}")) {
          numbers.add(new BigInteger(field.asText()));
        }
      }
    } catch (JsonProcessingException e) {
      throw new AssertionError("read, and no JSON", e);
    }
    return numbers;
  }

  private static void line(String words) {
    check(words.chars().noneMatch(Character::isISOControl), "control characters: " + words);
    check(words.length() < 2_000, "too long: " + words.length());
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  private static List<Dialect> dialects() {
    BaseUrl url = new BaseUrl(URI.create("http://localhost:9000"));
    return List.of(
        new IcebergDialect(url, Optional.empty()), new ExternalTableDialect(url, Optional.empty()));
  }

  private static List<Question<?>> questions() {
    List<Question<?>> questions = new ArrayList<>();
    for (Dialect dialect : DIALECTS) {
      questions.add(dialect.status(TABLE));
      questions.add(dialect.checkpoint(TABLE));
      questions.add(dialect.tableConfig(TABLE));
      questions.add(dialect.taskNames());
      questions.add(dialect.tables());
      dialect.files(TABLE).ifPresent(questions::add);
      dialect.filesAt(TABLE, 1234567890123456789L).ifPresent(questions::add);
    }
    return questions;
  }
}
