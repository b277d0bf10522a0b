package io.icewatch.web;

import io.icewatch.model.Decision;
import io.icewatch.model.Finding;
import io.icewatch.model.Pause;
import io.icewatch.model.RunAnswer;
import io.icewatch.model.RunRequest;
import io.icewatch.model.TableId;
import io.icewatch.model.TriggerAttempt;
import io.icewatch.model.TriggerHistory;
import io.icewatch.model.TriggerMode;
import io.icewatch.model.TriggerRule;
import io.icewatch.model.TriggerStanding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An auto-trigger that remembers what it was asked. */
final class Desk implements ByHand {
  final List<RunRequest> requests = new CopyOnWriteArrayList<>();
  final List<Pause> pauses = new CopyOnWriteArrayList<>();
  final List<String> closed = new CopyOnWriteArrayList<>();
  final Map<TableId, List<TriggerAttempt>> attempts = new ConcurrentHashMap<>();

  /** What a request comes to; empty: an attempt. */
  volatile Optional<RunAnswer> refusal = Optional.empty();

  volatile Optional<Exception> failure = Optional.empty();

  /** What it was asked to explain and has not. */
  final List<TableId> unexplained = new CopyOnWriteArrayList<>();

  volatile boolean silent;

  @Override
  public Map<TableId, TriggerStanding> standings() {
    Map<TableId, TriggerStanding> standings = new ConcurrentHashMap<>();
    attempts.forEach((table, lines) -> standings.put(
        table,
        new TriggerStanding(
            table,
            TriggerMode.AUTO,
            new Decision.Hold(new Finding(TriggerRule.CIRCUIT, false, "3 attempts in vain")),
            Optional.of(WebFleet.NOW.plusSeconds(60)),
            3,
            true,
            new TriggerHistory(List.copyOf(lines)))));
    return standings;
  }

  @Override
  public List<Pause> pauses() {
    return List.copyOf(pauses);
  }

  @Override
  public CompletableFuture<List<Finding>> explain(TableId table) {
    if (silent) {
      unexplained.add(table);
      return new CompletableFuture<>();
    }
    return done(List.of(new Finding(TriggerRule.MODE, true, "table auto, global auto")));
  }

  @Override
  public CompletableFuture<RunAnswer> request(RunRequest request) {
    requests.add(request);
    if (refusal.isPresent()) {
      return done(refusal.get());
    }
    List<TriggerAttempt> lines = attempts.computeIfAbsent(request.table(), id -> new ArrayList<>());
    TriggerAttempt attempt = TriggerAttempt.intent(
        lines.size() + 1,
        request.table(),
        WebFleet.NOW,
        new TriggerAttempt.Origin(request.by(), request.why(), "mode: pass: auto\npause: pass: no"),
        TriggerMode.AUTO,
        new TriggerAttempt.Before(
            Optional.of(Duration.ofMinutes(40)), Optional.of("7"), Optional.empty()));
    lines.add(attempt);
    return done(new RunAnswer.Begun(attempt));
  }

  @Override
  public CompletableFuture<Void> pause(Pause pause) {
    pauses.add(pause);
    return done(null);
  }

  @Override
  public CompletableFuture<Void> resume(Optional<TableId> table, String by, String reason) {
    pauses.removeIf(pause -> pause.table().equals(table));
    return done(null);
  }

  @Override
  public CompletableFuture<Void> closeCircuit(TableId table, String by, String reason) {
    closed.add(table + " by " + by + ": " + reason);
    return done(null);
  }

  private <T> CompletableFuture<T> done(T value) {
    return failure
        .<CompletableFuture<T>>map(CompletableFuture::failedFuture)
        .orElseGet(() -> CompletableFuture.completedFuture(value));
  }
}
