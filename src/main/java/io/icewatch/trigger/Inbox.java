package io.icewatch.trigger;

import io.icewatch.model.JournalException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** What other threads want done on the trigger's own. */
final class Inbox {
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

  /** What may fail for want of the journal. */
  interface Task {
    void run() throws JournalException;
  }

  void add(Runnable task) {
    tasks.add(task);
  }

  /** Completes when the task is done; fails with what it threw. */
  CompletableFuture<Void> ask(Task task) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    tasks.add(() -> {
      try {
        task.run();
        done.complete(null);
      } catch (JournalException | RuntimeException e) {
        done.completeExceptionally(e);
      }
    });
    return done;
  }

  /** Completes with what it says, or fails with what it threw; who cancels it is not answered. */
  <T> CompletableFuture<T> question(Supplier<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    tasks.add(() -> {
      if (answer.isDone()) {
        return;
      }
      try {
        answer.complete(question.get());
      } catch (RuntimeException e) {
        answer.completeExceptionally(e);
      }
    });
    return answer;
  }

  /** Does what has come in, in the order it came. */
  void drain() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }
}
