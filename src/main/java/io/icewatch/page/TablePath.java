package io.icewatch.page;

import io.icewatch.model.TableId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where the page of a table is. */
public final class TablePath {
  private TablePath() {}

  /** {@code /tables/prod/orders_OFFLINE}, whatever it is called. */
  public static String of(TableId id) {
    return "/tables/" + part(id);
  }

  /** {@code prod/orders_OFFLINE} for a path. */
  public static String part(TableId id) {
    return encoded(id.controller()) + "/" + encoded(id.table());
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
