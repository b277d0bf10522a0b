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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        .put(
            "timeZone",
            controller.zone().getId().equals("Z") ? "UTC" : controller.zone().getId())
        .put(
            "discover",
            controller.discovery().map(ShownController::discover).orElseGet(Fields::new))
        .put(
            "tables",
            Stream.concat(
                    controller.tables().stream()
                        .map(table -> table(
                            table,
                            controller
                                .triggers()
                                .getOrDefault(table.id(), TableTrigger.defaults()))),
                    controller.discovery().stream().flatMap(ShownController::found))
                .toList());
  }

  private static Fields discover(Discovery discovery) {
    return new Fields()
        .texts("include", discovery.include().stream().map(NamePattern::text).toList())
        .texts("exclude", discovery.exclude().stream().map(NamePattern::text).toList())
        .put("interval", discovery.interval())
        .put("maxTables", discovery.maxTables());
  }

  /** How what is discovered is watched; the last element is about all that is left. */
  private static Stream<Fields> found(Discovery discovery) {
    return Stream.concat(
        discovery.overrides().stream()
            .map(override ->
                rule(new Fields().put("match", override.match().text()), override.rule())),
        Stream.of(rule(new Fields().put("match", ".*"), discovery.otherwise())));
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
            .put(
                "zone",
                window.zone().getId().equals("Z") ? "UTC" : window.zone().getId()))
        .toList();
  }

  private static String days(MaintenanceWindow window) {
    return window.days().stream()
        .sorted()
        .map(DayOfWeek::name)
        .map(day -> day.substring(0, 3).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" "));
  }
}
