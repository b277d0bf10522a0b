package io.icewatch.decide;

import io.icewatch.model.AlertLabels;
import io.icewatch.model.AlertSettings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an alert says, and where it sends its reader: the annotations of the rules. */
final class Links {
  private Links() {}

  static SortedMap<String, String> annotations(
      AlertRule rule, AlertLabels labels, Judgement.Holds holds, AlertSettings settings) {
    SortedMap<String, String> annotations = new TreeMap<>();
    annotations.put("summary", rule.summary());
    annotations.put("description", holds.description());
    settings
        .runbooks()
        .ifPresent(
            base -> annotations.put("runbook_url", below(base) + "/" + rule.alert() + ".md"));
    settings
        .dashboards()
        .ifPresent(base -> annotations.put("dashboard_url", below(base) + board(rule, labels)));
    return annotations;
  }

  private static String board(AlertRule rule, AlertLabels labels) {
    return switch (rule.subject()) {
      case TABLE ->
        "/d/icewatch-table?var-controller=" + query(labels, "controller") + "&var-table="
            + query(labels, "table");
      case CONTROLLER -> "/d/icewatch-fleet?var-controller=" + query(labels, "controller");
      case CATALOG, RECEIVER, DAEMON -> "/d/icewatch-fleet";
    };
  }

  private static String below(String base) {
    return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
  }

  private static String query(AlertLabels labels, String label) {
    return URLEncoder.encode(labels.value(label), StandardCharsets.UTF_8);
  }
}
