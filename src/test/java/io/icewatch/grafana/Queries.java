package io.icewatch.grafana;

/** Pieces of PromQL that both dashboards ask with. */
final class Queries {
  /** The daemons that are or were scraped: what {@code up} and the process's metrics are joined to. */
  static final String DAEMONS = "max by (job, instance) (last_over_time(icewatch_build_info[1d]))";

  private Queries() {}

  /** One value for each table, however many daemons watch it. */
  static String tables(String metric, String selector) {
    return "max by (controller, table) (pinot_iceberg_%s{%s})".formatted(metric, selector);
  }

  /**
   * How much a counter has grown in a window. Unlike {@code increase} alone it sees the first count of
   * a series that begins with it.
   */
  static String grown(String counter, String window) {
    String begun = "(%s unless %s offset %s)".formatted(counter, counter, window);
    String increase = "increase(%s[%s])".formatted(counter, window);
    return "((%s + %s) or %s or %s)".formatted(increase, begun, increase, begun);
  }
}
