package io.icewatch.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Answer;
import io.icewatch.model.Api;
import io.icewatch.model.ControllerLimits;
import io.icewatch.model.ControllerSettings;
import io.icewatch.model.Credentials;
import io.icewatch.model.Failure;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that is not told which generation its controller speaks, over a real socket. */
class FoundOutTest {
  private static final Duration AMPLE = Duration.ofSeconds(30);
  private static final String TABLE = "t_OFFLINE";
  private static final String NO_ROUTE =
      Bodies.json("404 Not Found", "{\"code\":404,\"error\":\"HTTP 404 Not Found\"}");

  private HostileServer server;
  private ControllerClient client;

  /** What stands in the paths that the controller has. */
  private volatile String spoken = "/externalTable/";

  @BeforeEach
  void start() throws IOException {
    server = new HostileServer(this::answer);
    client = to(server.url());
  }

  private static ControllerClient to(URI url) {
    return new ControllerClient(
        new ControllerSettings(
                "prod",
                url,
                new Credentials.None(),
                new Credentials.None(),
                ControllerLimits.defaults())
            .speaking(Optional.empty()),
        InstantSource.system());
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  private void answer(HostileServer.Talk talk) throws IOException {
    String target = talk.target();
    boolean other =
        target.matches("/tables/[^/]*/(iceberg|externalTable)/.*") && !target.contains(spoken);
    talk.send(other ? NO_ROUTE : Bodies.json("200 OK", Bodies.goodBody(talk)));
  }

  private List<String> asked() {
    return server.requests().stream().map(HostileServer.Talk::target).toList();
  }

  /** Asks as the poller does. */
  private Answer<?> turn() {
    Api api = client.api();
    Answer<?> first = client.status(api, TABLE, AMPLE);
    Optional<Api> other = client.other(api);
    return other.isPresent() ? client.status(other.get(), TABLE, AMPLE) : first;
  }

  @Test
  void theSecondGenerationIsFoundByTwoReadsAndKept() {
    assertThat(turn()).isInstanceOf(Answer.Observed.class);
    assertThat(client.spoken()).contains(Api.EXTERNAL_TABLE);
    assertThat(client.checkpoint(TABLE, AMPLE)).isInstanceOf(Answer.Observed.class);
    assertThat(client.trigger(TABLE, AMPLE)).isInstanceOf(Acceptance.Accepted.class);
    assertThat(asked())
        .containsExactly(
            "/tables/t_OFFLINE/iceberg/status",
            "/tables/t_OFFLINE/externalTable/status",
            "/tables/t_OFFLINE/externalTable/checkpoint",
            "/tasks/schedule?taskType=ExternalTableSyncTask&tableName=t_OFFLINE");
    assertThat(client.files(TABLE, AMPLE))
        .isInstanceOfSatisfying(
            Answer.Failed.class,
            failed -> assertThat(failed.failure()).isInstanceOf(Failure.NotAsked.class));
    assertThat(asked()).hasSize(4);
  }

  @Test
  void aClientInItsPlaceKnowsWhatItKnewUnlessItAsksElsewhere() {
    turn();
    try (ControllerClient next = to(server.url());
        ControllerClient elsewhere = to(server.url().resolve("/other"))) {
      next.learnFrom(client);
      elsewhere.learnFrom(client);
      assertThat(next.spoken()).contains(Api.EXTERNAL_TABLE);
      assertThat(elsewhere.spoken()).isEmpty();
    }
  }

  @Test
  void anUpgradeIsNoticedAndOfADoubtNothingIsTriggered() {
    spoken = "/iceberg/";
    assertThat(turn()).isInstanceOf(Answer.Observed.class);
    spoken = "/externalTable/";
    assertThat(client.status(TABLE, AMPLE)).isInstanceOf(Answer.Failed.class);
    int before = asked().size();
    assertThat(client.trigger(TABLE, AMPLE))
        .isEqualTo(new Acceptance.Rejected(new Failure.NotAsked(Dialects.NOT_KNOWN)));
    assertThat(asked()).hasSize(before);
    assertThat(turn()).isInstanceOf(Answer.Observed.class);
    assertThat(client.spoken()).contains(Api.EXTERNAL_TABLE);
  }

  @Test
  void aControllerWithNeitherIsAskedNothingElseAndSaysWhy() {
    spoken = "/neither/";
    assertThat(turn())
        .isInstanceOfSatisfying(
            Answer.Failed.class,
            failed -> assertThat(failed.failure())
                .isInstanceOfSatisfying(
                    Failure.FeatureAbsent.class,
                    absent -> assertThat(absent.message())
                        .startsWith("HTTP 404 on /api/pinot/tables/t_OFFLINE/externalTable/status")
                        .endsWith("; " + Dialects.NOT_KNOWN)));
    assertThat(client.checkpoint(TABLE, AMPLE)).isInstanceOf(Answer.Failed.class);
    assertThat(client.trigger(TABLE, AMPLE)).isInstanceOf(Acceptance.Rejected.class);
    assertThat(asked()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "401 Unauthorized|application/json|{\"code\":401,\"error\":\"HTTP 401 Unauthorized\"}",
        "403 Forbidden|application/json|{\"code\":403,\"error\":\"Permission is denied\"}",
        "500 Internal Server Error|application/json|{\"code\":500,\"error\":\"zookeeper\"}",
        "502 Bad Gateway|text/html|<html>bad gateway</html>",
        "404 Not Found|text/html|<html><title>Grizzly</title>does not exist</html>",
        "404 Not Found|text/plain|404 page not found",
        "404 Not Found|application/json|{\"error\":\"no handler: /tables/t_OFFLINE/iceberg/status\"}",
        "404 Not Found|application/json|{\"message\":\"HTTP 404 Not Found\"}",
        "200 OK|text/html|<html>please log in</html>",
        "200 OK|application/json|{\"error\":\"please log in\"}",
        "302 Found|text/plain|over there"
      })
  void whatNoControllerSaysOfItsRoutesDecidesNothing(String answer) {
    String[] parts = answer.split("\\|", 3);
    server.behave(talk -> talk.send(Bodies.http(parts[0], parts[1], parts[2])));
    turn();
    assertThat(client.spoken()).isEmpty();
    assertThat(asked()).as("no look at the other").hasSize(1);
    server.behave(this::answer);
    turn();
    assertThat(client.spoken()).contains(Api.EXTERNAL_TABLE);
    server.behave(talk -> talk.send(Bodies.http(parts[0], parts[1], parts[2])));
    turn();
    assertThat(client.spoken()).contains(Api.EXTERNAL_TABLE);
  }

  @Test
  void aTableThatIsUnknownAndAStatusThatIsUnknownShowTheRouteToo() {
    server.behave(talk -> talk.send(
        Bodies.json("404 Not Found", "{\"code\":404,\"error\":\"Table 't_OFFLINE' not found.\"}")));
    turn();
    assertThat(client.spoken()).contains(Api.ICEBERG);

    server.behave(talk -> talk.send(
        talk.target().contains("/iceberg/")
            ? NO_ROUTE
            : Bodies.json("200 OK", Bodies.run(TABLE, "status", "\"SYNCING\""))));
    assertThat(turn())
        .isInstanceOfSatisfying(
            Answer.Failed.class,
            failed -> assertThat(failed.failure()).isInstanceOf(Failure.Malformed.class));
    assertThat(client.spoken()).contains(Api.EXTERNAL_TABLE);
  }

  @Test
  void whileItIsNotKnownTheTaskOfEitherShowsThatTriggersWouldBeHeard() {
    server.behave(talk -> talk.send(Bodies.json(
        "200 OK",
        talk.target().equals("/tasks/tasktypes") ? "[\"ExternalTableSyncTask\"]" : "[\"X\"]")));
    assertThat(client.triggerAccess(AMPLE)).isEqualTo(new TriggerAccess.Granted());
    assertThat(asked()).containsExactly("/periodictask/names", "/tasks/tasktypes");

    server.behave(talk -> talk.send(Bodies.json("200 OK", "[]")));
    assertThat(client.triggerAccess(AMPLE))
        .isEqualTo(new TriggerAccess.Unknown(
            Dialects.NOT_KNOWN + ": no task IcebergIngestionTask among []; no task"
                + " ExternalTableSyncTask among []"));
  }
}
