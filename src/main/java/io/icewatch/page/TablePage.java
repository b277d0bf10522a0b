package io.icewatch.page;

import io.icewatch.model.TableId;
import io.icewatch.model.TableState;
import java.time.Instant;
import java.util.Optional;

/** The page of one table: why it stands as it does, and what may be done about it. */
public final class TablePage {
  private TablePage() {}

  /**
   * The whole page.
   *
   * @param user who may act from it; empty when nobody may
   */
  public static String html(TableReport report, Optional<String> user, Instant now) {
    return Rendering.of(JtetableGenerated::render, new Frame(TableView.of(report, now), user));
  }

  /** The part of it that lives; the same for everybody who looks at it. */
  public static String live(TableReport report, Instant now) {
    return Rendering.of(JtetableliveGenerated::render, TableView.of(report, now));
  }

  /** What stands there of a table that has left the fleet. */
  public static String gone(TableId table) {
    return Rendering.of(JtetablegoneGenerated::render, table.toString());
  }

  /** The part that lives and what stands around it. */
  record Frame(TableView view, Optional<String> user) {
    TableState table() {
      return view.report().table();
    }

    String path() {
      return TablePath.of(table().id());
    }

    /** Where the API takes what is asked for this table. */
    String api() {
      return "/api/v1/tables/" + TablePath.part(table().id()) + "/";
    }
  }
}
