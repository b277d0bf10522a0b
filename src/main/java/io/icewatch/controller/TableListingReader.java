package io.icewatch.controller;

import com.fasterxml.jackson.databind.JsonNode;
import io.icewatch.model.Database;
import io.icewatch.model.LabelName;
import io.icewatch.model.TableListing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okio.ByteString;

/** Asks {@code /tables} and reads its body. */
final class TableListingReader {
  private static final String OFFLINE = "_OFFLINE";
  private static final int SHOWN = 80;

  private TableListingReader() {}

  /** The question for the OFFLINE tables that have a task. */
  static Question<TableListing> question(BaseUrl base, String task, Optional<Database> database) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("type", "offline");
    query.put("taskType", task);
    return new Question<>(
        BaseUrl.withQuery(base.path("tables"), query),
        Optional.empty(),
        false,
        body -> read(body, database));
  }

  /**
   * The tables that are listed. A name that cannot be watched is left out and counted; a list of
   * nothing but such names was no answer to the question: a proxy lost the query, or it was another
   * database's.
   *
   * @param database that the tables must be in, if one is named
   */
  static TableListing read(ByteString body, Optional<Database> database) throws MalformedException {
    String expected = "an array of the names of OFFLINE tables";
    JsonNode listed = JsonBody.object(body).required("tables", expected);
    if (!listed.isArray()) {
      throw new MalformedException("tables", JsonFields.shown(listed), expected);
    }
    List<String> tables = new ArrayList<>();
    int unusable = 0;
    Optional<String> example = Optional.empty();
    for (JsonNode entry : listed) {
      if (!entry.isTextual()) {
        String name = "tables[" + (tables.size() + unusable) + "]";
        throw new MalformedException(name, JsonFields.shown(entry), "a table's name");
      }
      String name = entry.textValue();
      if (watchable(name, database)) {
        tables.add(name);
      } else {
        unusable++;
        example = example.or(() -> Optional.of("'" + Excerpt.of(name, SHOWN) + "'"));
      }
    }
    if (tables.isEmpty() && unusable > 0) {
      throw new MalformedException(
          "tables", unusable + " names such as " + example.orElse(""), expected + of(database));
    }
    return new TableListing(tables, unusable, example);
  }

  private static String of(Optional<Database> database) {
    return database.map(named -> " of the database " + named.name()).orElse("");
  }

  private static boolean watchable(String name, Optional<Database> database) {
    if (!LabelName.fits(name) || !name.endsWith(OFFLINE)) {
      return false;
    }
    String bare = name.substring(0, name.length() - OFFLINE.length());
    return database
        .map(named -> named.holds(bare))
        .orElse(!bare.isEmpty() && !bare.startsWith(".") && !bare.endsWith("."));
  }
}
