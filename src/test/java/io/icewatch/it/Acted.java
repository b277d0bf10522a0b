package io.icewatch.it;

import io.icewatch.sandbox.RecordedRequest;
import io.icewatch.sandbox.Sandbox;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the auto-trigger did, by the sandbox's own log and the daemon's metrics. */
final class Acted {
  private static final Pattern RUN =
      Pattern.compile("taskname=IcebergIngestionTask&tableName=([^&]+)&type=OFFLINE");

  private Acted() {}

  /** Everything that could start a run, whatever it names. */
  static List<RecordedRequest> calls(Sandbox sandbox) {
    return sandbox.requests().stream()
        .filter(request -> request.path().contains("/periodictask/run")
            || request.path().contains("/tasks/schedule"))
        .toList();
  }

  /** The one table that a call names, with its type. */
  static String table(RecordedRequest call) {
    Matcher one = RUN.matcher(call.query());
    if (!call.method().equals("POST") || !one.matches() || !call.body().isEmpty()) {
      throw new AssertionError("not a run of one table: " + call);
    }
    return one.group(1) + "_OFFLINE";
  }

  /** When runs of a table were asked for, by the controller's clock. */
  static List<Instant> calls(Sandbox sandbox, String table) {
    return calls(sandbox).stream()
        .filter(call -> table(call).equals(table))
        .map(RecordedRequest::at)
        .toList();
  }

  /** A sample of the daemon's; empty when the series is not there. */
  static Optional<Double> sample(String daemonUrl, String series) {
    return Http.get(daemonUrl + "/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .map(line -> Double.valueOf(line.substring(series.length() + 1)))
        .findFirst();
  }
}
