package io.icewatch.controller;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import okio.ByteString;

/** Reads the body of {@code /periodictask/names}. */
final class TaskNamesReader {
  private TaskNamesReader() {}

  static List<String> read(ByteString body) throws MalformedException {
    String expected = "a JSON array of task names";
    JsonNode tree = JsonBody.tree(body, expected);
    if (!tree.isArray()) {
      throw new MalformedException("body", JsonFields.shown(tree), expected);
    }
    List<String> names = new ArrayList<>();
    for (JsonNode name : tree) {
      if (!name.isTextual()) {
        throw new MalformedException("[" + names.size() + "]", JsonFields.shown(name), "a name");
      }
      names.add(name.textValue());
    }
    return List.copyOf(names);
  }
}
