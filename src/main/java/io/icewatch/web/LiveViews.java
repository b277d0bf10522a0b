package io.icewatch.web;

import io.icewatch.page.Fragments;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Streams of what changes on the pages, as server-sent events. A view is rendered once for all who
 * look at it, by a worker, at most once a second and never for more than a quarter of the time; each
 * gets the pieces that changed, and the whole first and after it could not keep up. Runs on the
 * event loop.
 */
final class LiveViews {
  /** Streams at once; the next one is told to come again, and its page is loaded anew instead. */
  static final int MAX_STREAMS = 64;

  private static final Logger LOG = LoggerFactory.getLogger(LiveViews.class);
  private static final long ROUND_MILLIS = 1_000;

  /** Rounds without anything to say after which a stream is told that it lives. */
  private static final int SILENT_ROUNDS = 15;

  /** Rounds in a row in which a stream could take nothing, after which it is given up. */
  private static final int STUCK_ROUNDS = 30;

  private final Vertx vertx;
  private final WorkerExecutor workers;
  private final LongSupplier version;
  private final Map<String, View> views = new LinkedHashMap<>();
  private int streams;
  private boolean going;

  /** How a view is made: first what must be waited for, then the work, which a worker does. */
  interface Source extends Supplier<Future<Callable<String>>> {}

  private static final class Stream {
    private final HttpServerResponse response;
    private boolean whole = true;
    private int silent;
    private int stuck;

    Stream(HttpServerResponse response) {
      this.response = response;
    }
  }

  private static final class View {
    private final Source source;
    private final int rest;
    private final Set<Stream> streams = new LinkedHashSet<>();
    private Optional<Made> last = Optional.empty();
    private long version = -1;
    private int still;

    View(Source source, int rest) {
      this.source = source;
      this.rest = rest;
    }

    boolean due(long current) {
      still++;
      return version != current
          || still >= rest
          || streams.stream().anyMatch(stream -> stream.whole);
    }
  }

  /**
   * A view as it was made.
   *
   * @param whole all of it, as an event
   * @param changes what is not as it was, as an event; nothing when all is, the whole the first time
   * @param nanos how long that took
   */
  private record Made(Fragments fragments, Buffer whole, Buffer changes, long nanos) {}

  LiveViews(Vertx vertx, WorkerExecutor workers, LongSupplier version) {
    this.vertx = vertx;
    this.workers = workers;
    this.version = version;
  }

  /**
   * Answers with a stream of a view.
   *
   * @param name the same for all who see the same
   * @param rest rounds, 1 or more, after which it is rendered though the fleet is as it was: ages
   *     have grown, and not all that is shown is the fleet's
   */
  void open(HttpServerRequest request, String name, int rest, Source source) {
    if (streams >= MAX_STREAMS) {
      request.response().putHeader("Retry-After", "15");
      Answers.text(request, 503, streams + " pages are kept live (expected: fewer)");
      return;
    }
    HttpServerResponse response = request.response();
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Accel-Buffering", "no");
    Stream stream = new Stream(response);
    View view = views.computeIfAbsent(name, key -> new View(source, rest));
    view.streams.add(stream);
    streams++;
    response.closeHandler(closed -> leave(name, view, stream));
    response.exceptionHandler(broken -> leave(name, view, stream));
    response.write("retry: 3000\n\n");
    if (!going) {
      going = true;
      round();
    }
  }

  private void leave(String name, View view, Stream stream) {
    if (view.streams.remove(stream)) {
      streams--;
      if (view.streams.isEmpty()) {
        views.remove(name, view);
      }
    }
  }

  private void round() {
    if (views.isEmpty()) {
      going = false;
      return;
    }
    long current = version.getAsLong();
    List<Future<Long>> made = new ArrayList<>();
    for (View view : List.copyOf(views.values())) {
      if (view.due(current)) {
        view.version = current;
        view.still = 0;
        made.add(made(view));
      } else {
        tell(view, Optional.empty());
      }
    }
    Future.join(made).onComplete(all -> {
      long nanos =
          made.stream().mapToLong(one -> one.succeeded() ? one.result() : 0).sum();
      vertx.setTimer(Math.max(ROUND_MILLIS, 3 * nanos / 1_000_000), timer -> round());
    });
  }

  private Future<Long> made(View view) {
    Optional<Fragments> before = view.last.map(Made::fragments);
    return view.source
        .get()
        .compose(work -> workers.executeBlocking(() -> made(work, before), false))
        .map(made -> {
          view.last = Optional.of(made);
          tell(view, Optional.of(made.changes()));
          return made.nanos();
        })
        .onFailure(problem -> {
          LOG.error("a live view could not be made", problem);
          tell(view, Optional.empty());
        });
  }

  /** By a worker: what is said to many is written once. */
  private static Made made(Callable<String> work, Optional<Fragments> before) throws Exception {
    long began = System.nanoTime();
    Fragments fragments = Fragments.of(work.call());
    String whole = event("all", new JsonObject().put("html", fragments.html()).encode());
    String changes = before.flatMap(fragments::since).map(LiveViews::changes).orElse(whole);
    return new Made(
        fragments, Buffer.buffer(whole), Buffer.buffer(changes), System.nanoTime() - began);
  }

  /** Tells every stream of a view what is new; nothing when it was not looked at. */
  private static void tell(View view, Optional<Buffer> changes) {
    for (Stream stream : List.copyOf(view.streams)) {
      if (stream.response.writeQueueFull()) {
        stream.whole = true;
        if (++stream.stuck > STUCK_ROUNDS) {
          stream.response.reset();
        }
        continue;
      }
      stream.stuck = 0;
      Optional<Buffer> said =
          stream.whole ? view.last.map(Made::whole) : changes.filter(text -> text.length() > 0);
      if (said.isPresent()) {
        stream.whole = false;
        stream.silent = 0;
        stream.response.write(said.get().copy());
      } else if (++stream.silent >= SILENT_ROUNDS) {
        stream.silent = 0;
        stream.response.write(":\n\n");
      }
    }
  }

  /** Empty when nothing changed. */
  private static String changes(Map<String, String> pieces) {
    JsonArray list = new JsonArray();
    pieces.forEach((id, html) -> list.add(new JsonArray().add(id).add(html)));
    return pieces.isEmpty() ? "" : event("part", list.encode());
  }

  private static String event(String name, String data) {
    return "event: " + name + "\ndata: " + data + "\n\n";
  }
}
