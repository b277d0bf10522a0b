package io.icewatch.trigger;

import io.icewatch.model.RunAnswer;
import io.icewatch.model.RunRequest;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** The runs that people ask for, until a turn takes them up or they take them back. */
final class Wishes {
  private final Queue<Wish> waiting = new ConcurrentLinkedQueue<>();
  private final Queue<Runnable> answers = new ArrayDeque<>();

  /** One request; who takes it up first may begin it, so that who takes it back knows it was not. */
  private static final class Wish extends CompletableFuture<RunAnswer> {
    private final RunRequest request;
    private final AtomicBoolean taken = new AtomicBoolean();

    Wish(RunRequest request) {
      this.request = request;
    }

    boolean take() {
      return taken.compareAndSet(false, true);
    }

    @Override
    public boolean cancel(boolean interrupt) {
      return take() && super.cancel(interrupt);
    }
  }

  CompletableFuture<RunAnswer> add(RunRequest request) {
    Wish wish = new Wish(request);
    waiting.add(wish);
    return wish;
  }

  /** Answers each in the order it came; who asked hears of it by {@link #tell}. */
  void grant(Function<RunRequest, RunAnswer> answer) {
    for (Wish wish = waiting.poll(); wish != null; wish = waiting.poll()) {
      if (wish.take()) {
        grant(wish, answer);
      }
    }
  }

  private void grant(Wish wish, Function<RunRequest, RunAnswer> answer) {
    try {
      RunAnswer given = answer.apply(wish.request);
      answers.add(() -> wish.complete(given));
    } catch (RuntimeException e) {
      answers.add(() -> wish.completeExceptionally(e));
      throw e;
    }
  }

  /** Says what was answered. */
  void tell() {
    for (Runnable answer = answers.poll(); answer != null; answer = answers.poll()) {
      answer.run();
    }
  }

  /** Takes all of them back. */
  void refuse() {
    for (Wish wish = waiting.poll(); wish != null; wish = waiting.poll()) {
      wish.cancel(false);
    }
  }
}
