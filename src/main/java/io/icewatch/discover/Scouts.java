package io.icewatch.discover;

import io.icewatch.model.Answer;
import io.icewatch.model.DiscoveryState;
import io.icewatch.model.KnownTables;
import io.icewatch.model.TableListing;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The discovery of all controllers, each on a thread of its own. Whom it asks may change at any
 * time and from any thread.
 */
public final class Scouts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Scouts.class);
  private static final Duration LAST_ROUND = Duration.ofSeconds(2);

  /** Rounds come this much earlier or later, so that daemons and controllers fall out of step. */
  private static final double JITTER = 0.1;

  private final Field field;
  private final KnownTables known;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final RandomGenerator random;
  private final Map<String, Post> posts = new HashMap<>();
  private boolean closed;

  /**
   * Asks nobody yet.
   *
   * @param clock says when a round was
   * @param nanos keeps the time between two: monotonic, in nanoseconds
   */
  public Scouts(
      Field field,
      KnownTables known,
      InstantSource clock,
      LongSupplier nanos,
      RandomGenerator random) {
    this.field = field;
    this.known = known;
    this.clock = clock;
    this.nanos = nanos;
    this.random = random;
  }

  /**
   * The tables that were watched last, as far as these surveys still want them: what to watch
   * before the first round.
   */
  public static Map<String, List<String>> known(
      Collection<Survey> surveys, Map<String, List<String>> last) {
    return surveys.stream()
        .collect(Collectors.toMap(
            Survey::controller,
            survey -> Rounds.begin(
                    last.getOrDefault(survey.controller(), List.of()).stream()
                        .filter(survey::finds)
                        .toList(),
                    survey.maxTables())
                .tables()));
  }

  /** One round of one survey, for who only looks once: nothing is remembered. */
  public static void once(Survey survey, Field field, InstantSource clock)
      throws InterruptedException {
    new Scout(survey, List.of(), field, KnownTables.none(), clock).round();
  }

  /**
   * Makes these surveys from now on, and no others; one that is new or other than before at once.
   *
   * @param last by controller, the tables that are watched already
   */
  public synchronized void survey(Collection<Survey> surveys, Map<String, List<String>> last) {
    if (closed) {
      return;
    }
    Set<String> gone = new HashSet<>(posts.keySet());
    for (Survey survey : surveys) {
      gone.remove(survey.controller());
      Post post = posts.get(survey.controller());
      if (post == null) {
        List<String> tables = last.getOrDefault(survey.controller(), List.of());
        post = new Post(survey, tables);
        posts.put(survey.controller(), post);
        post.thread.start();
      } else {
        post.adopt(survey);
      }
    }
    for (String controller : gone) {
      Post post = posts.remove(controller);
      if (post != null) {
        post.retire();
        field.stands(controller, Optional.empty());
      }
    }
  }

  /** Ends all rounds, and waits a little for those under way. */
  @Override
  public void close() {
    List<Post> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(posts.values());
      posts.clear();
    }
    all.forEach(Post::retire);
    try {
      for (Post post : all) {
        post.thread.join(LAST_ROUND.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One controller's scout and its thread: the scout's field, as long as nobody has retired it. */
  private final class Post implements Field {
    private final Scout scout;
    private final String controller;
    private final Thread thread;
    private boolean hurry;
    private boolean retired;

    Post(Survey survey, List<String> tables) {
      this.scout = new Scout(survey, tables, this, known, clock);
      this.controller = survey.controller();
      this.thread = new Thread(this::run, "discover-" + controller);
      this.thread.setDaemon(true);
    }

    synchronized void adopt(Survey survey) {
      if (!survey.equals(scout.survey())) {
        scout.adopt(survey);
        hurry = true;
        notifyAll();
      }
    }

    /** Breaks off the round under way: nothing of it is shown once this has returned. */
    synchronized void retire() {
      retired = true;
      thread.interrupt();
    }

    private synchronized boolean retired() {
      return retired;
    }

    @Override
    public Answer<TableListing> list(String controller, Duration timeout)
        throws InterruptedException {
      Answer<TableListing> answer = field.list(controller, timeout);
      if (retired()) {
        // A question that is broken off is answered that nobody answers.
        throw new InterruptedException("controller " + controller + " is asked no more");
      }
      return answer;
    }

    @Override
    public void found(String controller, List<String> tables) {
      if (!retired()) {
        field.found(controller, tables);
      }
    }

    @Override
    public synchronized void stands(String controller, Optional<DiscoveryState> state) {
      if (!retired) {
        field.stands(controller, state);
      }
    }

    private void run() {
      try {
        while (true) {
          await(round());
        }
      } catch (InterruptedException e) {
        LOG.debug("controller {}: discovery ends", controller);
      }
    }

    private Duration round() throws InterruptedException {
      try {
        return scout.round();
      } catch (RuntimeException e) {
        // A defect of ours: the next round comes all the same.
        LOG.error("controller {}: a round of discovery failed", controller, e);
        return Duration.ofMinutes(1);
      }
    }

    private synchronized void await(Duration pause) throws InterruptedException {
      double share = 1 + JITTER * (2 * random.nextDouble() - 1);
      long end = nanos.getAsLong() + (long) (pause.toNanos() * share);
      while (!hurry && end - nanos.getAsLong() > 0) {
        wait(Math.max(1, (end - nanos.getAsLong()) / 1_000_000));
      }
      hurry = false;
    }
  }
}
