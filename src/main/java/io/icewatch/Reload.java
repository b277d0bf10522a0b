package io.icewatch;

import io.icewatch.config.Configuration;
import io.icewatch.config.Loading;
import io.icewatch.config.Problem;
import io.icewatch.metrics.ReloadMetrics;
import io.icewatch.model.CountText;
import io.icewatch.web.Reloading;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Reads the configuration file again and has everything go by it, or nothing: one after another, on a
 * thread of its own.
 */
final class Reload implements Reloading, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Reload.class);
  private static final Duration FOLLOWED = Duration.ofSeconds(20);
  private static final Duration LAST = Duration.ofSeconds(5);

  private final ConfigFile file;
  private final Roster roster;
  private final ReloadMetrics metrics;
  private final InstantSource clock;
  private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, task -> {
    Thread worker = new Thread(task, "reload");
    worker.setDaemon(true);
    return worker;
  });

  /** Completes at the start: what is asked for before that would not reach who starts meanwhile. */
  private final CompletableFuture<Void> started = new CompletableFuture<>();

  private volatile Runnable also = () -> {};

  /**
   * @param file by which the daemon goes already
   */
  Reload(ConfigFile file, Roster roster, ReloadMetrics metrics, InstantSource clock) {
    this.file = file;
    this.roster = roster;
    this.metrics = metrics;
    this.clock = clock;
    // The next look at the file is not waited for at the end.
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /**
   * Reads when it is asked to from now on, and looks after the file where the configuration wants it.
   * To be called once all that goes by the configuration has started.
   *
   * @param alongside what is read again of its own accord, and is told to with each reading
   */
  void start(Runnable alongside) {
    also = alongside;
    started.complete(null);
    lookLater();
  }

  @Override
  public CompletableFuture<Answer> reload(String cause) {
    return started.thenCompose(ignored -> submitted(cause));
  }

  private CompletableFuture<Answer> submitted(String cause) {
    try {
      return CompletableFuture.supplyAsync(() -> read(cause), thread);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(new Answer(false, "the daemon is stopping"));
    }
  }

  private void lookLater() {
    Duration interval = roster.configuration().reload().interval();
    var unused = thread.schedule(this::look, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      if (roster.configuration().reload().onChange() && file.changed()) {
        read("the file changed");
      }
    } finally {
      if (!thread.isShutdown()) {
        lookLater();
      }
    }
  }

  private Answer read(String cause) {
    Answer answer;
    try {
      answer = judged(file.load());
    } catch (RuntimeException e) {
      // A defect of ours: everything goes by the configuration before.
      LOG.error("{}: could not be taken up", file.path(), e);
      answer = new Answer(false, file.path() + ": could not be taken up: see the log");
    }
    also.run();
    metrics.reloaded(answer.applied(), clock.instant());
    LOG.atLevel(answer.applied() ? Level.INFO : Level.ERROR)
        .addKeyValue("cause", cause)
        .addKeyValue("what", answer.text())
        .log(answer.applied() ? "configuration reloaded" : "configuration not reloaded");
    return answer;
  }

  private Answer judged(Loading loading) {
    if (loading instanceof Loading.Invalid invalid) {
      return refused(invalid.problems());
    }
    Loading.Loaded loaded = (Loading.Loaded) loading;
    List<Problem> fixed = Fixed.problems(roster.configuration(), loaded.configuration());
    return fixed.isEmpty() ? applied(loaded) : refused(fixed);
  }

  private Answer applied(Loading.Loaded loaded) {
    CompletableFuture<Void> followed = roster.configure(loaded.configuration());
    return new Answer(
        true,
        Stream.of(
                loaded.warnings().stream().map(warning -> file.path() + ": warning: " + warning),
                Stream.of(file.path() + ": " + size(loaded.configuration()) + ", in force"),
                late(followed).stream())
            .flatMap(lines -> lines)
            .collect(Collectors.joining("\n")));
  }

  private static String size(Configuration configuration) {
    return CountText.of(configuration.controllers().size(), "controller") + ", "
        + CountText.of(configuration.tableCount(), "table");
  }

  /** Who goes by the configuration before still: his next turn takes the new one up. */
  private static List<String> late(CompletableFuture<Void> followed) {
    try {
      followed.get(FOLLOWED.toMillis(), TimeUnit.MILLISECONDS);
      return List.of();
    } catch (TimeoutException e) {
      return List.of("triggering and alerting took no turn within " + FOLLOWED.toSeconds()
          + " s: they go by the configuration before until they do");
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of("the daemon is stopping");
    }
  }

  private Answer refused(List<Problem> problems) {
    return new Answer(
        false,
        Stream.concat(
                Stream.of(file.path() + ": " + CountText.of(problems.size(), "problem")),
                problems.stream().map(problem -> "  " + problem))
            .collect(Collectors.joining("\n")));
  }

  /** Reads nothing more; one that is under way ends first. */
  @Override
  public void close() {
    thread.shutdown();
    started.complete(null);
    try {
      if (!thread.awaitTermination(LAST.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
