package io.icewatch.controller;

import io.icewatch.model.Answer;
import io.icewatch.model.Api;
import io.icewatch.model.ControllerSettings;
import io.icewatch.model.Failure;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The dialects of one controller, and which of them it speaks: given, or found out. Thread-safe. */
final class Dialects {
  /** Why nothing but the status is asked, and no run is asked for. */
  static final String NOT_KNOWN =
      "api: auto has not found out yet whether the controller speaks iceberg or externalTable";

  private static final Logger LOG = LoggerFactory.getLogger(Dialects.class);

  private final String controller;
  private final URI url;
  private final Optional<Api> given;
  private final Dialect iceberg;
  private final Dialect externalTable;
  private volatile ApiSearch search = ApiSearch.begun();

  Dialects(ControllerSettings settings, BaseUrl url) {
    controller = settings.name();
    this.url = settings.url();
    given = settings.api();
    iceberg = new IcebergDialect(url, settings.database());
    externalTable = new ExternalTableDialect(url, settings.database());
  }

  /** Begins with what another found out, if that asked at the same address. */
  synchronized void learnFrom(Dialects before) {
    if (url.equals(before.url)) {
      search = before.search;
    }
  }

  Dialect in(Api api) {
    return switch (api) {
      case ICEBERG -> iceberg;
      case EXTERNAL_TABLE -> externalTable;
    };
  }

  /** Where to ask for a status. */
  Api asks() {
    return given.orElseGet(() -> search.asks());
  }

  /** What is spoken, also while its route is gone and no other has been found. */
  Optional<Api> spoken() {
    return given.or(() -> search.known());
  }

  /** What is spoken beyond doubt. */
  Optional<Api> certain() {
    return given.or(() -> search.certain());
  }

  /** Takes in a reply to a question for a status. */
  synchronized void heard(Api asked, String table, Reply reply) {
    if (given.isPresent()) {
      return;
    }
    ApiSearch.Sign sign = ApiSigns.of(table, reply);
    ApiSearch before = search;
    ApiSearch after = before.heard(asked, sign);
    search = after;
    if (!after.known().equals(before.known())) {
      LOG.atInfo()
          .addKeyValue("controller", controller)
          .addKeyValue("api", asked.label())
          .addKeyValue("before", before.known().map(Api::label).orElse("unknown"))
          .log("the controller's api was found out");
    } else if (after.absent() && !before.absent()) {
      LOG.atWarn()
          .addKeyValue("controller", controller)
          .addKeyValue("api", after.asks().label())
          .log("the controller has no such api, looking for the other: nothing is triggered"
              + " meanwhile");
    }
  }

  /** The other generation, if it is to be tried now after one was refused. */
  synchronized Optional<Api> other(Api refused, Instant now) {
    if (given.isPresent() || !search.looksBeyond(refused, now)) {
      return Optional.empty();
    }
    search = search.looking(now);
    return Optional.of(refused == Api.ICEBERG ? Api.EXTERNAL_TABLE : Api.ICEBERG);
  }

  /** A failure of the status with what the search adds to it. */
  <T> Answer<T> explained(Answer<T> answer) {
    return spoken().isEmpty()
            && answer instanceof Answer.Failed<T> failed
            && failed.failure() instanceof Failure.FeatureAbsent absent
        ? new Answer.Failed<>(new Failure.FeatureAbsent(absent.message() + "; " + NOT_KNOWN))
        : answer;
  }
}
