package io.icewatch.config;

import io.icewatch.model.AlertReceiver;
import io.icewatch.model.AlertSettings;
import io.icewatch.model.Credentials;
import io.icewatch.model.TlsFiles;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads {@code alerts}, {@code alertmanagers} and {@code webhooks}. */
final class AlertReader {
  private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
  private static final List<String> OWN_LABELS =
      List.of("alertname", "severity", "controller", "table", "catalog", "alertmanager");
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration REPEAT = Duration.ofHours(4);

  private final Section file;
  private final Findings findings;
  private final Map<String, Text> seen = new HashMap<>();

  AlertReader(Section file) {
    this.file = file;
    this.findings = file.scope().findings();
  }

  AlertSettings read() {
    Section alerts = file.section("alerts");
    AlertSettings defaults = AlertSettings.defaults();
    Duration hour = Duration.ofHours(1);
    return new AlertSettings(
        alerts.duration("interval", SECOND, hour).orElse(defaults.interval()),
        alerts.duration("resend", SECOND, hour).orElse(defaults.resend()),
        alerts.whole("hurry", 1, 60).orElse(defaults.hurry()),
        alerts.bool("watchdog").orElse(defaults.watchdog()),
        labels(alerts.section("labels")),
        base(alerts, "runbooks", "https://github.com/example/icewatch/blob/main/docs/runbooks"),
        base(alerts, "dashboards", "https://grafana.example.com"),
        receivers());
  }

  private SortedMap<String, String> labels(Section given) {
    SortedMap<String, String> labels = new TreeMap<>();
    for (String label : given.keys()) {
      if (!LABEL.matcher(label).matches()) {
        findings.problem(
            given.path(Text.printable(label)),
            given.at(label),
            "not a label",
            "a name such as cluster: letters, digits and _ only");
      } else if (OWN_LABELS.contains(label)) {
        findings.problem(
            given.path(label), given.at(label), "a label of the alerts' own", "another name");
      } else {
        given
            .text(label, "the label's value")
            .filter(text -> !text.value().isBlank() || wrong(text, "the label's value"))
            .ifPresent(text -> labels.put(label, text.value()));
      }
    }
    return labels;
  }

  /** Always false. */
  private boolean wrong(Text text, String expected) {
    findings.problem(text, expected);
    return false;
  }

  private static Optional<String> base(Section alerts, String key, String example) {
    return Addresses.endpoint(alerts, key, "an http or https URL such as " + example)
        .map(URI::toString);
  }

  private List<AlertReceiver> receivers() {
    List<AlertReceiver> receivers = new ArrayList<>();
    for (Section section : file.sections("alertmanagers")) {
      Optional<URI> url = Addresses.url(section, "https://alertmanager.example.com")
          .filter(address -> once(section, "url"));
      Optional<AlertReceiver.Connection> connection = connection(section, url);
      connection.ifPresent(way -> receivers.add(new AlertReceiver.Alertmanager(way)));
    }
    for (Section section : file.sections("webhooks")) {
      Optional<Text> name = Names.webhook(section).filter(text -> once(section, "name"));
      Duration repeat = section
          .duration("repeat", Duration.ofMinutes(1), Duration.ofDays(365))
          .orElse(REPEAT);
      String expected = "an http or https URL such as https://pager.example.com/icewatch";
      if (!section.names("url")) {
        section.missing("url", expected);
      }
      Optional<AlertReceiver.Connection> connection =
          connection(section, Addresses.endpoint(section, "url", expected));
      if (name.isPresent() && connection.isPresent()) {
        receivers.add(new AlertReceiver.Webhook(name.get().value(), connection.get(), repeat));
      }
    }
    return receivers;
  }

  /** Whether no receiver before has the same; they are told apart by it. */
  private boolean once(Section section, String key) {
    Optional<Text> text = section.text(key, "");
    if (text.isEmpty()) {
      return false;
    }
    Text first = seen.putIfAbsent(text.get().value(), text.get());
    return first == null
        || wrong(
            text.get(),
            "each receiver once; " + first.path() + " is " + first.shown() + " already");
  }

  private Optional<AlertReceiver.Connection> connection(Section section, Optional<URI> url) {
    Optional<Credentials> auth = Auth.read(section, "auth");
    TlsFiles tls = TlsSection.read(section, url);
    Duration timeout = section
        .duration("timeout", Duration.ofMillis(100), Duration.ofMinutes(1))
        .orElse(TIMEOUT);
    if (auth.isPresent()) {
      Addresses.warnOfClearText(section, "url", url);
    }
    return url.map(address ->
        new AlertReceiver.Connection(address, auth.orElse(new Credentials.None()), tls, timeout));
  }
}
