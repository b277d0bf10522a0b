package io.icewatch.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.icewatch.model.AlertReceiver;
import io.icewatch.model.AlertSettings;
import io.icewatch.model.Credentials;
import io.icewatch.model.TlsFiles;
import io.icewatch.model.TriggerLimits;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration in force in the file's own words, defaults filled in; pure.
 *
 * <p>There is no secret in it: those are kept in files and variables, which are named. What an address
 * may hide is left out all the same: user, query, and the path of a webhook.
 */
public final class Shown {
  static final String HIDDEN = "<hidden>";

  private static final ObjectMapper JSON = new ObjectMapper();

  private Shown() {}

  /** Mappings, lists, text, numbers and booleans; each table has all that holds for it. */
  public static Map<String, Object> tree(Configuration configuration) {
    AlertSettings alerts = configuration.alerts();
    return new Fields()
        .put(
            "web",
            new Fields()
                .put("listen", configuration.listen().toString())
                .put("configFile", configuration.web().file().map(Path::toString)))
        .put("state", new Fields().put("path", configuration.statePath()))
        .put("metrics", new Fields().put("checkpointInfo", configuration.checkpointInfo()))
        .put("reload", reload(configuration.reload()))
        .put("triggerLimits", limits(configuration.trigger()))
        .put("catalogs", ShownCatalog.all(configuration.catalogs()))
        .put("alerts", alerts(alerts))
        .put("alertmanagers", receivers(alerts, AlertReceiver.Alertmanager.class))
        .put("webhooks", receivers(alerts, AlertReceiver.Webhook.class))
        .put(
            "controllers",
            configuration.controllers().stream().map(ShownController::of).toList())
        .map();
  }

  private static Fields reload(ReloadSettings reload) {
    return new Fields().put("onChange", reload.onChange()).put("interval", reload.interval());
  }

  /** The same as one JSON object. */
  public static String json(Configuration configuration) {
    try {
      return JSON.writeValueAsString(tree(configuration)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Fields limits(FleetTrigger trigger) {
    TriggerLimits limits = trigger.limits();
    return new Fields()
        .put("mode", trigger.ceiling().label())
        .put("startupGrace", limits.startupGrace())
        .put("attemptsPerHour", limits.attemptsPerHour())
        .put("concurrentPerController", limits.concurrentPerController())
        .put("brakePercent", limits.brakePercent())
        .put("brakeAtLeast", limits.brakeAtLeast());
  }

  private static Fields alerts(AlertSettings alerts) {
    Fields labels = new Fields();
    alerts.labels().forEach(labels::put);
    return new Fields()
        .put("interval", alerts.interval())
        .put("resend", alerts.resend())
        .put("hurry", alerts.hurry())
        .put("watchdog", alerts.watchdog())
        .put("runbooks", alerts.runbooks().map(Shown::address))
        .put("dashboards", alerts.dashboards().map(Shown::address))
        .put("labels", labels);
  }

  private static List<Fields> receivers(AlertSettings alerts, Class<? extends AlertReceiver> kind) {
    return alerts.receivers().stream()
        .filter(kind::isInstance)
        .map(Shown::receiver)
        .toList();
  }

  private static Fields receiver(AlertReceiver receiver) {
    AlertReceiver.Connection connection = receiver.connection();
    Fields fields = new Fields();
    if (receiver instanceof AlertReceiver.Webhook webhook) {
      fields
          .put("name", webhook.name())
          .put("url", origin(connection.url()))
          .put("repeat", webhook.repeat());
    } else {
      fields.put("url", address(connection.url().toString()));
    }
    return fields
        .put("timeout", connection.timeout())
        .put("auth", auth(connection.auth()))
        .put("tls", tls(connection.tls()));
  }

  static Fields auth(Credentials credentials) {
    if (credentials instanceof Credentials.BearerFile bearer) {
      return new Fields().put("bearerTokenFile", bearer.tokenFile());
    }
    if (credentials instanceof Credentials.BasicFile basic) {
      return new Fields()
          .put(
              "basic",
              new Fields()
                  .put("username", basic.username())
                  .put("passwordFile", basic.passwordFile()));
    }
    return new Fields();
  }

  static Fields tls(TlsFiles files) {
    return new Fields()
        .put("caFile", files.ca().map(Object::toString))
        .put("certFile", files.identity().map(own -> own.certificates().toString()))
        .put("keyFile", files.identity().map(own -> own.key().toString()));
  }

  /** An address without user and query, in which people put what is secret. */
  static String address(String address) {
    String plain = address.replaceFirst("//[^/?#]*@", "//");
    int query = plain.indexOf('?');
    plain = query < 0 ? plain : plain.substring(0, query) + "?" + HIDDEN;
    return LiteralSecrets.inAddress(plain) ? HIDDEN : plain;
  }

  /** An address without its path: that of a webhook is often its key. */
  private static String origin(URI url) {
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    boolean path = !Optional.ofNullable(url.getRawPath()).orElse("").matches("/?")
        || url.getRawQuery() != null;
    return url.getScheme() + "://" + url.getHost() + port + (path ? "/" + HIDDEN : "");
  }
}
