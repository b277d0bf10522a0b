package io.icewatch.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OpenApiTest {
  private static final ApiDescription DESCRIBED = ApiDescription.served();
  private static final Pattern DOCUMENTED =
      Pattern.compile("`(GET|POST) (/(?:api/v1/[^ `?]*|probe|sd))");

  /** What is not below the root of the API. */
  private static final Set<String> BESIDE = Set.of("GET /sd", "GET /probe");

  private static Set<String> routes() {
    Vertx vertx = Vertx.vertx();
    try {
      Content content = new Content(
          () -> WebFleet.of(),
          (exposition, gzip) -> new MetricsSource.Scrape("text/test", List.of(), 0),
          () -> WebFleet.NOW);
      Set<String> routes = new TreeSet<>(BESIDE);
      for (Route route : new Api(vertx, new JsonWorkers(vertx), content).routes()) {
        routes.add(route.method() + " " + Api.ROOT + route.path());
      }
      return routes;
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  @Test
  void everyRouteIsDescribedAndEveryDescribedOneIsThere() {
    assertThat(DESCRIBED.operations()).isEqualTo(routes());
  }

  @Test
  void everyRouteIsInTheDocumentationAndNoOther() throws IOException {
    Set<String> documented = new TreeSet<>();
    Matcher matcher = DOCUMENTED.matcher(Files.readString(Path.of("docs/api.md")));
    while (matcher.find()) {
      documented.add(matcher.group(1) + " " + matcher.group(2));
    }
    assertThat(documented).isEqualTo(DESCRIBED.operations());
  }

  @Test
  void whatActsAsksForAUserAndWhatReadsDoesNot() {
    for (JsonNode path : DESCRIBED.document().get("paths")) {
      assertThat(path.path("post").has("security")).isEqualTo(path.has("post"));
      assertThat(path.path("get").has("security")).isFalse();
    }
  }

  @Test
  void anAnswerWithAFieldTooManyOrTooFewIsNotAsDescribed() {
    DESCRIBED.accepts("POST /api/v1/resume", 200, Api.JSON, "{\"paused\": null}");
    for (String other : List.of("{}", "{\"paused\": null, \"more\": 1}", "{\"paused\": 7}")) {
      assertThatThrownBy(() -> DESCRIBED.accepts("POST /api/v1/resume", 200, Api.JSON, other))
          .as(other)
          .isInstanceOf(AssertionError.class);
    }
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<String> references = new ArrayList<>();
    collect(DESCRIBED.document(), references);
    assertThat(references).isNotEmpty().allSatisfy(reference -> {
      assertThat(reference).startsWith("#/components/");
      assertThat(DESCRIBED.document().at(reference.substring(1)).isMissingNode())
          .as(reference)
          .isFalse();
    });
  }

  private static void collect(JsonNode node, List<String> references) {
    if (node.path("$ref").isTextual()) {
      references.add(node.get("$ref").asText());
    }
    node.forEach(below -> collect(below, references));
  }

  @Test
  void theNamesInAPathAreItsParameters() {
    DESCRIBED
        .document()
        .get("paths")
        .properties()
        .forEach(path -> path.getValue().forEach(operation -> {
          Set<String> inPath = new TreeSet<>();
          Matcher matcher = Pattern.compile("\\{([^}]+)}").matcher(path.getKey());
          while (matcher.find()) {
            inPath.add(matcher.group(1));
          }
          Set<String> described = new TreeSet<>();
          for (JsonNode parameter : operation.path("parameters")) {
            JsonNode full =
                DESCRIBED.document().at(parameter.get("$ref").asText().substring(1));
            if (full.get("in").asText().equals("path")) {
              described.add(full.get("name").asText());
            }
          }
          assertThat(described).as(path.getKey()).isEqualTo(inPath);
        }));
  }
}
