package io.icewatch.controller;

import io.icewatch.model.Answer;
import io.icewatch.model.Api;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.Controller;
import io.icewatch.model.ControllerSettings;
import io.icewatch.model.Database;
import io.icewatch.model.Failure;
import io.icewatch.model.SnapshotFiles;
import io.icewatch.model.TableConfig;
import io.icewatch.model.TableListing;
import io.icewatch.model.WatcherRun;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * One controller, asked over HTTP in the generation of its API that it speaks.
 *
 * <p>Calls block the caller for at most the time-out they are given, twice that where both generations
 * are asked because it is not known which is spoken; no more than {@code
 * limits.maxConcurrent} questions are in flight, further callers wait within their time-out. May be
 * used from any thread.
 */
public final class ControllerClient implements Controller, AutoCloseable {
  private static final String USER_AGENT = "icewatch/" + version();
  private static final MediaType JSON = MediaType.get("application/json");

  private final Optional<Database> database;
  private final Dialects dialects;
  private final CredentialSource auth;
  private final CredentialSource triggerAuth;
  private final Transport transport;
  private final InstantSource clock;
  private final Validators<WatcherRun> runs = new Validators<>();
  private final Validators<Checkpoint> checkpoints = new Validators<>();
  private final Validators<Long> counts = new Validators<>();
  private final Validators<SnapshotFiles> snapshots = new Validators<>();
  private final Validators<TableConfig> configs = new Validators<>();
  private final Validators<List<String>> names = new Validators<>();
  private final Validators<TableListing> listings = new Validators<>();

  /**
   * Connects to nothing yet and reads no file yet.
   *
   * @param clock for the age of credentials, Retry-After dates and the time left for a second try
   * @throws IllegalArgumentException if the settings' url is not plain http or https, or carries
   *     user information, a query or a fragment
   */
  public ControllerClient(ControllerSettings settings, InstantSource clock) {
    BaseUrl url = new BaseUrl(settings.url());
    database = settings.database();
    dialects = new Dialects(settings, url);
    auth = new CredentialSource("auth", settings.auth(), clock);
    triggerAuth = new CredentialSource("triggerAuth", settings.triggerAuth(), clock);
    transport =
        new Transport(url.isHttps(), settings.tls(), settings.limits().maxConcurrent(), clock);
    this.clock = clock;
  }

  /** Begins with what another client found out, if that asked at the same address. */
  public void learnFrom(ControllerClient before) {
    dialects.learnFrom(before.dialects);
  }

  @Override
  public Api api() {
    return dialects.asks();
  }

  @Override
  public Optional<Api> spoken() {
    return dialects.spoken();
  }

  @Override
  public Optional<Api> other(Api refused) {
    return dialects.other(refused, clock.instant());
  }

  @Override
  public Answer<WatcherRun> status(String table, Duration timeout) {
    return status(api(), table, timeout);
  }

  @Override
  public Answer<WatcherRun> status(Api in, String table, Duration timeout) {
    Question<WatcherRun> question = dialects.in(in).status(table);
    return dialects.explained(
        ask(question, runs, timeout, reply -> dialects.heard(in, table, reply)));
  }

  @Override
  public Answer<Checkpoint> checkpoint(String table, Duration timeout) {
    return ask(dialect -> Optional.of(dialect.checkpoint(table)), checkpoints, timeout);
  }

  @Override
  public Answer<Long> files(String table, Duration timeout) {
    return ask(dialect -> dialect.files(table), counts, timeout);
  }

  @Override
  public Answer<SnapshotFiles> filesAt(String table, long snapshotId, Duration timeout) {
    return ask(dialect -> dialect.filesAt(table, snapshotId), snapshots, timeout);
  }

  @Override
  public Answer<TableConfig> tableConfig(String table, Duration timeout) {
    return ask(dialect -> Optional.of(dialect.tableConfig(table)), configs, timeout);
  }

  @Override
  public Answer<TableListing> tables(Duration timeout) {
    Optional<Api> spoken = dialects.spoken();
    if (spoken.isPresent()) {
      return tables(spoken.get(), timeout);
    }
    // Nothing else is known to ask, so whatever either generation ingests is listed.
    Answer<TableListing> first = tables(Api.ICEBERG, timeout);
    if (first instanceof Answer.Failed<TableListing>) {
      return first;
    }
    Answer<TableListing> second = tables(Api.EXTERNAL_TABLE, timeout);
    return second instanceof Answer.Failed<TableListing>
        ? second
        : new Answer.Observed<>(listed(first).and(listed(second)), Optional.empty());
  }

  private static TableListing listed(Answer<TableListing> answer) {
    return answer instanceof Answer.Observed<TableListing> observed
        ? observed.value()
        : ((Answer.NotModified<TableListing>) answer).value();
  }

  private Answer<TableListing> tables(Api api, Duration timeout) {
    return ask(dialects.in(api).tables(), listings, timeout, reply -> {});
  }

  /** The tasks the controller knows: shows that it is one, and starts nothing. */
  public Answer<List<String>> taskNames(Duration timeout) {
    return ask(dialects.in(api()).taskNames(), names, timeout, reply -> {});
  }

  /**
   * Asks for the tasks with the credentials that start runs, and starts none: who may read need not
   * be allowed to start, so {@link TriggerAccess.Granted} is no promise. While it is not known which
   * generation is spoken, the task of either will do.
   */
  public TriggerAccess triggerAccess(Duration timeout) {
    Optional<Api> spoken = dialects.certain();
    if (spoken.isPresent()) {
      return triggerAccess(dialects.in(spoken.get()), timeout);
    }
    TriggerAccess first = triggerAccess(dialects.in(Api.ICEBERG), timeout);
    if (first instanceof TriggerAccess.Granted) {
      return first;
    }
    TriggerAccess second = triggerAccess(dialects.in(Api.EXTERNAL_TABLE), timeout);
    return second instanceof TriggerAccess.Granted
        ? second
        : new TriggerAccess.Unknown(Dialects.NOT_KNOWN + ": " + why(first) + "; " + why(second));
  }

  private static String why(TriggerAccess access) {
    return access instanceof TriggerAccess.Refused refused
        ? refused.why()
        : access instanceof TriggerAccess.Unknown unknown ? unknown.why() : "granted";
  }

  private TriggerAccess triggerAccess(Dialect dialect, Duration timeout) {
    Authorization authorization = triggerAuth.current();
    Answer<List<String>> answer =
        ask(dialect.taskNames(), new Validators<>(), timeout, authorization, reply -> {});
    if (answer instanceof Answer.Failed<List<String>> failed) {
      Failure why = failed.failure();
      return why instanceof Failure.Denied
              || why instanceof Failure.NotAsked
              || why instanceof Failure.FeatureAbsent
          ? new TriggerAccess.Refused(why.reason() + ": " + why.message())
          : new TriggerAccess.Unknown(why.reason() + ": " + why.message());
    }
    List<String> known = ((Answer.Observed<List<String>>) answer).value();
    return known.contains(dialect.taskName())
        ? new TriggerAccess.Granted()
        : new TriggerAccess.Refused("no task " + dialect.taskName() + " among " + known);
  }

  /**
   * Asks for an ingestion run of one table, with one POST that is never repeated and follows no
   * redirect.
   *
   * @param table an OFFLINE table, with or without its type
   * @throws IllegalArgumentException if the name is not that of exactly one OFFLINE table; nothing
   *     has been sent then
   */
  public Acceptance trigger(String table, Duration timeout) {
    Optional<Api> spoken = dialects.certain();
    Dialect dialect = dialects.in(spoken.orElse(Api.ICEBERG));
    RunOrder order = dialect.trigger(table);
    if (spoken.isEmpty()) {
      return new Acceptance.Rejected(new Failure.NotAsked(Dialects.NOT_KNOWN));
    }
    Authorization authorization = triggerAuth.current();
    if (authorization instanceof Authorization.Missing missing) {
      return new Acceptance.Rejected(missing.why());
    }
    byte[] body = order.body().getBytes(StandardCharsets.UTF_8);
    Request request =
        request(order.url(), authorization).post(RequestBody.create(body, JSON)).build();
    List<String> secrets = secrets(authorization);
    Delivery delivery = transport.once(request, timeout, secrets);
    if (delivery instanceof Delivery.Replied replied) {
      Reply reply = replied.reply().without(secrets);
      return Acceptances.of(order.url(), dialect, reply, clock.instant());
    }
    Delivery.Broken broken = (Delivery.Broken) delivery;
    return broken.sent()
        ? new Acceptance.OutcomeUnknown(broken.failure())
        : new Acceptance.Rejected(broken.failure());
  }

  /** Cancels what is in flight; later calls are not sent. */
  @Override
  public void close() {
    transport.close();
  }

  private <T> Answer<T> ask(
      Function<Dialect, Optional<Question<T>>> question,
      Validators<T> validators,
      Duration timeout) {
    Optional<Api> spoken = dialects.spoken();
    if (spoken.isEmpty()) {
      return new Answer.Failed<>(new Failure.NotAsked(Dialects.NOT_KNOWN));
    }
    Optional<Question<T>> asked = question.apply(dialects.in(spoken.get()));
    return asked.isEmpty()
        ? new Answer.Failed<>(new Failure.NotAsked(
            "api: " + spoken.get().label() + " counts no files (expected: not to be asked)"))
        : ask(asked.get(), validators, timeout, reply -> {});
  }

  private <T> Answer<T> ask(
      Question<T> question, Validators<T> validators, Duration timeout, Consumer<Reply> heard) {
    Optional<String> objection = question.table().flatMap(TableNames::objection);
    if (objection.isPresent()) {
      return new Answer.Failed<>(new Failure.NotAsked(objection.get()));
    }
    return ask(question, validators, timeout, auth.current(), heard);
  }

  private <T> Answer<T> ask(
      Question<T> question,
      Validators<T> validators,
      Duration timeout,
      Authorization authorization,
      Consumer<Reply> heard) {
    if (authorization instanceof Authorization.Missing missing) {
      return new Answer.Failed<>(missing.why());
    }
    Request.Builder request = request(question.url(), authorization);
    Optional<Validators.Tagged<T>> earlier = validators.of(question.url());
    earlier.ifPresent(tagged -> request.header("If-None-Match", tagged.etag()));
    List<String> secrets = secrets(authorization);
    Delivery delivery = transport.read(request.build(), timeout, secrets);
    if (delivery instanceof Delivery.Replied replied) {
      Optional<T> value = earlier.map(Validators.Tagged::value);
      Answer<T> answer = answer(question, replied.reply(), value, secrets);
      heard.accept(replied.reply());
      validators.note(question.url(), answer, replied.reply().header("ETag"));
      return answer;
    }
    return new Answer.Failed<>(((Delivery.Broken) delivery).failure());
  }

  /** Secrets are looked for only where they could show: in what a failure quotes. */
  private <T> Answer<T> answer(
      Question<T> question, Reply reply, Optional<T> earlier, List<String> secrets) {
    Answer<T> answer = Answers.of(question, reply, earlier, clock.instant());
    return answer instanceof Answer.Failed<T>
        ? Answers.of(question, reply.without(secrets), earlier, clock.instant())
        : answer;
  }

  private Request.Builder request(HttpUrl url, Authorization authorization) {
    Request.Builder request = new Request.Builder()
        .url(url)
        .header("Accept", "application/json")
        .header("User-Agent", USER_AGENT);
    database.ifPresent(named -> request.header("database", named.name()));
    if (authorization instanceof Authorization.Header header) {
      request.header("Authorization", header.value());
    }
    return request;
  }

  private static List<String> secrets(Authorization authorization) {
    return authorization instanceof Authorization.Header header ? header.secrets() : List.of();
  }

  private static String version() {
    String version = ControllerClient.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }
}
