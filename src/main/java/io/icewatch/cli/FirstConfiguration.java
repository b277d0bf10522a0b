package io.icewatch.cli;

import io.icewatch.model.ControllerSettings;
import io.icewatch.model.CountText;
import io.icewatch.model.Credentials;
import java.util.List;

/** The text of a first configuration file, with comments on what to change; pure. */
final class FirstConfiguration {
  private static final String HEAD = """
      # What Icewatch watches, and how: %s as the controller listed them.
      # icewatch config check says what is wrong with this file, icewatch config show what holds by it;
      # docs/configuration.md has every key.

      web:
        listen: 0.0.0.0:9912
        # Users, for those who may trigger runs, and TLS; without it everybody may look and nobody may act.
        # configFile: web.yml

      state:
        # What cannot be observed again; relative to this file.
        path: icewatch.db

      # For every table; a controller and a table may say otherwise.
      defaults:
        lag:
          warning: 15m
          critical: 1h
        # runs: {every: 30m}        # what the tables' schedules leave between two runs
        # trigger: {mode: dry-run}  # what would be triggered; docs/auto-trigger.md, before auto

      # Whom to tell where Prometheus does not evaluate alerts/.
      # alertmanagers: [{url: "http://alertmanager:9093"}]

      # Exact lag, by what the Iceberg catalog says; then catalog: {name: lake} under defaults.
      # catalogs:
      #   lake: {type: rest, uri: "https://catalog.example.com"}

      controllers:
      """;

  private FirstConfiguration() {}

  /**
   * A file that watches those tables.
   *
   * @param tables with their types, at least one
   */
  static String of(ControllerSettings controller, List<String> tables) {
    StringBuilder text = new StringBuilder(HEAD.formatted(CountText.of(tables.size(), "table")));
    text.append("  - name: ").append(quoted(controller.name())).append('\n');
    text.append("    url: ").append(quoted(controller.url().toString())).append('\n');
    auth(text, controller.auth());
    controller
        .tls()
        .ca()
        .ifPresent(file ->
            text.append("    tls: {caFile: ").append(quoted(file.toString())).append("}\n"));
    text.append(
        "    # To watch what the controller lists at any time, in place of the names below:\n");
    text.append("    # discover: {}\n");
    text.append("    tables:\n");
    for (String table : tables) {
      text.append("      - name: ").append(quoted(table)).append('\n');
    }
    return text.toString();
  }

  private static void auth(StringBuilder text, Credentials credentials) {
    if (credentials instanceof Credentials.BearerFile bearer) {
      text.append("    auth: {bearerTokenFile: ")
          .append(quoted(bearer.tokenFile().toString()))
          .append("}\n");
    } else if (credentials instanceof Credentials.BasicFile basic) {
      text.append("    auth: {basic: {username: ")
          .append(quoted(basic.username()))
          .append(", passwordFile: ")
          .append(quoted(basic.passwordFile().toString()))
          .append("}}\n");
    }
  }

  /** In quotes unless YAML could not take it for anything else; a dollar stays one. */
  private static String quoted(String value) {
    return value.matches("[A-Za-z][A-Za-z0-9_]*_OFFLINE")
        ? value
        : "'" + value.replace("'", "''").replace("${", "$${") + "'";
  }
}
