package io.icewatch.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.controller.BadAnswer.Seen;
import io.icewatch.model.Answer;
import io.icewatch.model.Api;
import io.icewatch.model.ControllerLimits;
import io.icewatch.model.ControllerSettings;
import io.icewatch.model.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every bad answer over a real socket, each followed by a good one on the same client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractCorpusTest {
  private static final String TOKEN = "st-access-s3cr3t";
  private static final Duration AMPLE = Duration.ofSeconds(30);

  private final List<String> lines = new ArrayList<>();
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private HostileServer server;
  private final Map<Api, ControllerClient> clients = new EnumMap<>(Api.class);

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    Path token = Files.writeString(directory.resolve("token"), TOKEN);
    Credentials auth = new Credentials.BearerFile(token);
    server = new HostileServer(Bodies::good);
    for (Api api : Api.values()) {
      ControllerLimits limits = new ControllerLimits(2, 100);
      clients.put(
          api,
          new ControllerClient(
              new ControllerSettings("c", server.url(), auth, auth, limits)
                  .speaking(Optional.of(api)),
              InstantSource.system()));
    }
  }

  @AfterAll
  void stopAndPrint() throws IOException {
    clients.values().forEach(ControllerClient::close);
    server.close();
    StringBuilder page = new StringBuilder("# Answers tried against the controller client\n\n");
    page.append(lines.size()).append(" answers, by outcome:\n\n| outcome | answers |\n|---|---|\n");
    outcomes.forEach((outcome, count) -> page.append("| %s | %d |%n".formatted(outcome, count)));
    page.append("\n| question | the server | outcome | what it says |\n|---|---|---|---|\n");
    lines.forEach(page::append);
    Files.writeString(Path.of("target", "contract-corpus.md"), page);
  }

  @TestFactory
  Stream<DynamicTest> eachAnswerHasItsOutcomeAndHarmsNoLaterCall() {
    return corpus().stream()
        .map(bad -> DynamicTest.dynamicTest(bad.ask() + ": " + bad.name(), () -> hold(bad)));
  }

  @Test
  void theCorpusIsLargeAndNamesNothingTwice() {
    List<String> names =
        corpus().stream().map(bad -> bad.ask() + " " + bad.name()).toList();

    assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(150);
  }

  private void hold(BadAnswer bad) {
    ControllerClient client = Objects.requireNonNull(clients.get(bad.ask().api()));
    int before = server.requests().size();
    server.behave(bad.behaviour());
    Seen seen = bad.ask().of(client, bad.timeout());
    server.behave(Bodies::good);
    int asked = server.requests().size() - before;

    assertThat(seen.outcome()).as(seen.message()).isEqualTo(bad.outcome());
    assertThat(seen.message())
        .contains(bad.says())
        .doesNotContain(TOKEN, BadConfigs.SECRET)
        .doesNotContainPattern("\\p{Cntrl}")
        .hasSizeLessThan(600);
    assertThat(asked).isLessThanOrEqualTo(bad.ask().triggers() ? 1 : 2);
    assertThat(client.status("good_OFFLINE", AMPLE)).isInstanceOf(Answer.Observed.class);
    note(bad, seen);
  }

  private void note(BadAnswer bad, Seen seen) {
    outcomes.merge(seen.outcome(), 1, Integer::sum);
    String words = Excerpt.of(seen.message(), 100).replace("|", "\\|").replace("<", "&lt;");
    lines.add("| %s | %s | %s | %s |%n"
        .formatted(bad.ask(), bad.name().replace("|", "\\|"), seen.outcome(), words));
  }

  private static List<BadAnswer> corpus() {
    List<BadAnswer> corpus = new ArrayList<>(BadBodies.all());
    corpus.addAll(BadConfigs.all());
    corpus.addAll(BadListings.all());
    corpus.addAll(BadStatuses.all());
    corpus.addAll(BadConnections.all());
    corpus.addAll(BadExternals.all());
    return corpus;
  }
}
