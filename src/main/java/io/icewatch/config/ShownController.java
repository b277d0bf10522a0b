package io.icewatch.config;

import io.icewatch.model.Api;
import io.icewatch.model.ControllerSettings;
import io.icewatch.model.Database;
import io.icewatch.model.MaintenanceWindow;
import io.icewatch.model.PollSettings;
import io.icewatch.model.RunSettings;
import io.icewatch.model.SourceByTask;
import io.icewatch.model.SourceSettings;
import io.icewatch.model.SourceTable;
import io.icewatch.model.TableSettings;
import io.icewatch.model.TriggerRules;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A controller and its tables as {@link Shown} has them. */
final class ShownController {
  private ShownController() {}

  static Fields of(ControllerConfig controller) {
    ControllerSettings settings = controller.settings();
    return new Fields()
        .put("name", settings.name())
        .put("url", Shown.address(settings.url().toString()))
        .put("api", settings.api().map(Api::label).orElse("auto"))
        .put("database", settings.database().map(Database::name))
        .put("auth", Shown.auth(settings.auth()))
        .put(
            "triggerAuth",
            settings.triggerAuth().equals(settings.auth())
                ? new Fields()
                : Shown.auth(settings.triggerAuth()))
        .put("tls", Shown.tls(settings.tls()))
        .put(
            "limits",
            new Fields()
                .put("maxConcurrent", settings.limits().maxConcurrent())
                .put("requestsPerSecond", settings.limits().requestsPerSecond()))
        .put("timeZone", zone(controller.zone()))
        .put(
            "discover",
            controller.discovery().map(ShownController::discover).orElseGet(Fields::new))
        .put("tables", tables(controller));
  }

  /** In the order of the file; the last is about what is discovered and nothing else is said of. */
  private static List<Fields> tables(ControllerConfig controller) {
    List<Fields> tables = new ArrayList<>();
    for (TableSettings table : controller.tables()) {
      tables.add(
          table(table, controller.triggers().getOrDefault(table.id(), TableTrigger.defaults())));
    }
    controller.discovery().ifPresent(discovery -> {
      discovery
          .overrides()
          .forEach(override ->
              tables.add(override.place(), byPattern(override.match().text(), override.rule())));
      tables.add(byPattern(".*", discovery.otherwise()));
    });
    return tables;
  }

  private static Fields discover(Discovery discovery) {
    return new Fields()
        .texts("include", discovery.include().stream().map(NamePattern::text).toList())
        .texts("exclude", discovery.exclude().stream().map(NamePattern::text).toList())
        .put("interval", discovery.interval())
        .put("maxTables", discovery.maxTables());
  }

  private static Fields byPattern(String pattern, Discovery.Rule rule) {
    return rule(new Fields().put("match", pattern), rule);
  }

  private static Fields table(TableSettings table, TableTrigger trigger) {
    return rule(
        new Fields().put("name", table.id().table()),
        new Discovery.Rule(table.poll(), table.lag(), table.runs(), table.source(), trigger));
  }

  private static Fields rule(Fields fields, Discovery.Rule table) {
    PollSettings poll = table.poll();
    RunSettings runs = table.runs();
    return fields
        .put("catalog", table.source().map(ShownController::source).orElseGet(Fields::new))
        .put(
            "poll",
            new Fields()
                .put("interval", poll.interval())
                .put("runningInterval", poll.runningInterval())
                .put("filesInterval", poll.filesInterval())
                .put("staleAfter", poll.staleAfter())
                .put("timeout", poll.timeout()))
        .put(
            "lag",
            new Fields()
                .put("warning", table.lag().warning())
                .put("critical", table.lag().critical()))
        .put(
            "runs",
            new Fields()
                .put("every", runs.every())
                .put("noProgress", runs.noProgress())
                .put("maxDuration", runs.maxDuration()))
        .put("trigger", trigger(table.trigger()));
  }

  private static Fields source(SourceSettings source) {
    Fields fields = new Fields().put("name", source.catalog());
    if (source instanceof SourceTable table) {
      return fields.put("table", table.table()).put("branch", table.branch());
    }
    Optional<String> branch = ((SourceByTask) source).branch();
    return fields.put("branch", branch);
  }

  private static Fields trigger(TableTrigger trigger) {
    TriggerRules rules = trigger.rules();
    return new Fields()
        .put("mode", rules.mode().label())
        .put("lag", rules.lag())
        .put("observations", rules.observations())
        .put("cooldown", rules.cooldown())
        .put("maxCooldown", rules.maxCooldown())
        .put("maxAttempts", rules.maxAttempts())
        .put("startWithin", rules.startWithin())
        .put("scheduleMargin", rules.scheduleMargin())
        .put("shortCooldown", trigger.shortCooldown())
        .put("maintenance", windows(rules.windows()));
  }

  private static List<Fields> windows(List<MaintenanceWindow> windows) {
    return windows.stream()
        .map(window -> new Fields()
            .put("name", window.name())
            .put("days", days(window))
            .put("from", window.from().toString())
            .put("length", window.length())
            .put("zone", zone(window.zone())))
        .toList();
  }

  private static String zone(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }

  private static String days(MaintenanceWindow window) {
    return window.days().stream()
        .sorted()
        .map(DayOfWeek::name)
        .map(day -> day.substring(0, 3).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" "));
  }
}
