package io.icewatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The API's description of itself, and whether an answer is as it says. */
public final class ApiDescription {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PROBLEM = "/components/responses/Problem";

  private final JsonNode document;

  private ApiDescription(JsonNode document) {
    this.document = document;
  }

  /** As it is served. */
  public static ApiDescription served() {
    return of(OpenApi.text());
  }

  /** As somebody serves it. */
  public static ApiDescription of(String text) {
    try {
      return new ApiDescription(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  JsonNode document() {
    return document;
  }

  /** {@code GET /api/v1/tables} and the others. */
  public Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    document
        .get("paths")
        .properties()
        .forEach(path -> path.getValue()
            .fieldNames()
            .forEachRemaining(
                method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    return operations;
  }

  /** Holds an answer against what is said of it; no field may be there that is not described. */
  public void accepts(String operation, int status, String contentType, String body) {
    String[] parts = operation.split(" ", 2);
    JsonNode responses = document
        .get("paths")
        .path(parts[1])
        .path(parts[0].toLowerCase(Locale.ROOT))
        .path("responses");
    assertThat(responses.isObject()).as(operation + " is described").isTrue();
    JsonNode response = responses.path(Integer.toString(status));
    if (response.isMissingNode()) {
      response = responses.path("default");
    }
    String media = contentType.split(";", 2)[0];
    String pointer = response.has("$ref") ? response.get("$ref").asText().substring(1) : "";
    JsonNode described = pointer.equals(PROBLEM) ? document.at(PROBLEM) : response;
    JsonNode schema = described.path("content").path(media).path("schema");
    assertThat(schema.isObject())
        .as("%s %s answers %s: %s", operation, status, contentType, body)
        .isTrue();
    assertThat(problems(schema, body))
        .as(operation + " " + status + ": " + body)
        .isEmpty();
  }

  private Set<ValidationMessage> problems(JsonNode schema, String body) {
    try {
      ObjectNode strict = document.deepCopy();
      close(strict.get("components").get("schemas"));
      JsonNode inner = schema.deepCopy();
      close(inner);
      strict.setAll((ObjectNode) inner);
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(strict)
          .validate(JSON.readTree(body));
    } catch (JsonProcessingException e) {
      throw new AssertionError(body, e);
    }
  }

  /** Fields may be added for a client, and must be described for us. */
  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(ApiDescription::close);
  }
}
