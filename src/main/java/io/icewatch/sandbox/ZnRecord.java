package io.icewatch.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A node of a Pinot cluster's property store, in Helix's form, simple fields only.
 *
 * @param id the node's own name
 * @param simpleFields string to string, in order; a null field is an absent key
 */
record ZnRecord(String id, SortedMap<String, String> simpleFields) {
  ZnRecord {
    simpleFields = Collections.unmodifiableSortedMap(new TreeMap<>(simpleFields));
  }

  byte[] toBytes() {
    ObjectNode node = Json.object().put("id", id);
    ObjectNode fields = node.putObject("simpleFields");
    simpleFields.forEach(fields::put);
    node.putObject("mapFields");
    node.putObject("listFields");
    try {
      return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ZnRecord of(byte[] bytes) {
    try {
      JsonNode node = Json.MAPPER.readTree(bytes);
      SortedMap<String, String> fields = new TreeMap<>();
      for (var field : node.path("simpleFields").properties()) {
        fields.put(field.getKey(), field.getValue().asText());
      }
      return new ZnRecord(node.path("id").asText(), fields);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
