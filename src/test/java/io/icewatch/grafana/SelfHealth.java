package io.icewatch.grafana;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How the daemon itself does: shared by nobody else, and collapsed until somebody asks. */
final class SelfHealth {
  private static final String OF = "controller=~\"$controller\"";
  private static final String THE_DAEMONS = " * on (job, instance) " + Queries.DAEMONS;

  private SelfHealth() {}

  static void part(Dashboard fleet) {
    fleet.part("Icewatch itself", true);
    fleet.place(
        7,
        Panel.states(
                "Daemons", "none", "not scraped", "Whether Prometheus could scrape each daemon.")
            .width(8)
            .colours("red", "1 green")
            .mapped(upAndDown())
            .over("up" + THE_DAEMONS, "{{instance}}"),
        Panel.states(
                "Circuits of controllers",
                "none",
                "unknown",
                "Whether questions go out to each controller: closed is well, open means that it did not"
                    + " answer and is asked once in a while.")
            .width(8)
            .mapped(circuits())
            .over(circuit("controller", OF), "{{controller}}"),
        Panel.states(
                "State file",
                "none",
                "unknown",
                "Whether the state file takes writes. While it does not, Icewatch observes and triggers"
                    + " nothing.")
            .width(8)
            .colours("red", "1 green")
            .mapped(upAndDown())
            .over("icewatch_store_up", "{{instance}}"));
    fleet.place(
        8,
        Panel.lines(
                "Questions to controllers",
                "reqps",
                "none",
                "Questions that were sent, by endpoint.")
            .width(8)
            .looks("{min: 0}")
            .over(
                "sum by (controller, endpoint) (rate(icewatch_controller_requests_total{" + OF
                    + "}[$__rate_interval]))",
                "{{controller}} {{endpoint}}"),
        Panel.lines(
                "Questions without a usable answer",
                "reqps",
                "none",
                "Questions that failed, by reason; 0 is drawn for a controller that was asked and failed"
                    + " nothing. A table over raw files refuses to tell a checkpoint: not_catalog_table.")
            .width(8)
            .looks("{min: 0}")
            .over(
                "sum by (controller, reason) (rate(icewatch_poll_errors_total{" + OF
                    + "}[$__rate_interval]))",
                "{{controller}} {{reason}}")
            .over(
                "sum by (controller) (rate(icewatch_controller_requests_total{" + OF
                    + "}[$__rate_interval])) * 0",
                "{{controller}}"),
        Panel.lines(
                "How long answers take",
                "s",
                "none",
                "Half of the questions were answered within the lower time, 99 of 100 within the"
                    + " upper.")
            .width(8)
            .looks("{min: 0}")
            .over(quantile("0.5"), "{{endpoint}} half")
            .over(quantile("0.99"), "{{endpoint}} 99 %"));
    fleet.place(
        8,
        Panel.lines(
                "Questions to catalogs",
                "reqps",
                "no catalog is configured",
                "Questions to Iceberg catalogs by what came of them.")
            .width(8)
            .looks("{min: 0}")
            .over(
                "sum by (catalog, outcome) (rate(icewatch_catalog_requests_total[$__rate_interval]))",
                "{{catalog}} {{outcome}}"),
        Panel.lines(
                "How long catalogs take",
                "s",
                "no catalog is configured",
                "99 of 100 questions to a catalog were answered within this time.")
            .width(8)
            .looks("{min: 0}")
            .over(
                "histogram_quantile(0.99, sum by (catalog, le)"
                    + " (rate(icewatch_catalog_request_duration_seconds_bucket[$__rate_interval]))) >= 0",
                "{{catalog}}"),
        Panel.states(
                "Circuits of catalogs",
                "none",
                "no catalog is configured",
                "Whether questions go out to each catalog: closed is well, open means that it did not"
                    + " answer and is asked once in a while.")
            .width(8)
            .mapped(circuits())
            .over(circuit("catalog", "catalog!=\"\""), "{{catalog}}"));
    fleet.place(
        8,
        Panel.lines(
                "Turns left out",
                "cps",
                "none",
                "Turns of a table that were left out because its last one was still going on: a"
                    + " controller that answers more slowly than it is asked.")
            .width(8)
            .looks("{min: 0}")
            .over(
                "sum by (controller) (rate(icewatch_poll_skipped_total{" + OF
                    + "}[$__rate_interval]))",
                "{{controller}}"),
        Panel.lines(
                "Clock skew",
                "s",
                "unknown",
                "Each controller's clock less the daemon's, to about a second. Beyond a few seconds the"
                    + " ages of runs are wrong by as much.")
            .width(8)
            .over(
                "max by (controller) (icewatch_controller_clock_skew_seconds{" + OF + "})",
                "{{controller}}"),
        Panel.lines(
                "Writes of the state file",
                "wps",
                "none",
                "Transactions made durable, and those that failed and are tried again.")
            .width(8)
            .looks("{min: 0}")
            .over("rate(icewatch_store_writes_total[$__rate_interval])", "{{instance}} writes")
            .over("rate(icewatch_store_errors_total[$__rate_interval])", "{{instance}} errors"));
    fleet.place(
        8,
        Panel.lines(
                "Memory",
                "bytes",
                "unknown",
                "What the process holds of the machine's memory, and what its heap uses.")
            .width(8)
            .looks("{min: 0}")
            .over("process_resident_memory_bytes" + THE_DAEMONS, "{{instance}} resident")
            .over(
                "jvm_memory_bytes_used{area=\"heap\"} * on (job, instance) group_left "
                    + Queries.DAEMONS,
                "{{instance}} heap"),
        Panel.lines(
                "Processor",
                "percentunit",
                "unknown",
                "Processor time per time; 100 % is one core.")
            .width(8)
            .looks("{min: 0}")
            .over(
                "rate(process_cpu_seconds_total[$__rate_interval])" + THE_DAEMONS, "{{instance}}"),
        Panel.lines("Scrapes", "s", "unknown", "How long Prometheus waited for each scrape.")
            .width(8)
            .looks("{min: 0}")
            .over("scrape_duration_seconds" + THE_DAEMONS, "{{instance}}"));
  }

  private static String quantile(String share) {
    return "histogram_quantile(%s, sum by (endpoint, le) (rate(icewatch_poll_duration_seconds_bucket{%s}[$__rate_interval]))) >= 0"
        .formatted(share, OF);
  }

  private static String circuit(String of, String selector) {
    String metric = "icewatch_" + of + "_breaker_state{" + selector + ", state=\"%s\"} * %d";
    return "max by (%s) (%s or %s or %s)"
        .formatted(
            of,
            metric.formatted("closed", 0),
            metric.formatted("half_open", 1),
            metric.formatted("open", 2));
  }

  private static ObjectNode circuits() {
    return Loose.object("""
        {type: 'value', options: {'0': {text: 'closed', color: 'green', index: 0},
                                  '1': {text: 'half open', color: 'yellow', index: 1},
                                  '2': {text: 'open', color: 'red', index: 2}}}""");
  }

  private static ObjectNode upAndDown() {
    return Loose.object("""
        {type: 'value', options: {'0': {text: 'down', color: 'red', index: 0},
                                  '1': {text: 'up', color: 'green', index: 1}}}""");
  }
}
