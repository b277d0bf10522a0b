package io.icewatch.cli;

import io.icewatch.config.Configuration;
import io.icewatch.config.ConfigurationLoader;
import io.icewatch.config.Loading;
import io.icewatch.config.Origins;
import io.icewatch.config.Shown;
import io.icewatch.config.ShownText;
import io.icewatch.model.CountText;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code icewatch config}: what can be done with a configuration file without running by it. */
@Command(
    name = "config",
    description = "Work with a configuration file.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = InitCommand.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = "2:no command",
    footerHeading = "%nExamples:%n",
    footer = {
      "  icewatch config init --url http://localhost:9000",
      "  icewatch config check --config icewatch.yml",
      "  icewatch config show --config icewatch.yml"
    })
public final class ConfigCommand {
  @Spec
  private CommandSpec spec = CommandSpec.create();

  /** {@code icewatch config check}: 0 when the file can be used, else 2. */
  @Command(
      name = "check",
      description = "Say all that is wrong with a configuration file.",
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {"0:the file can be used, perhaps with warnings", "2:it cannot"},
      footerHeading = "%nExamples:%n",
      footer = {
        "  icewatch config check --config icewatch.yml",
        "  icewatch config check --config icewatch.yml && systemctl reload icewatch",
        "",
        ConfigOptions.ENVIRONMENT
      })
  int check(@Mixin ConfigOptions options) {
    Loading loading = ConfigurationLoader.check(options.file(), System.getenv());
    Optional<Configuration> accepted =
        options.accept(loading, spec.commandLine().getErr());
    accepted.ifPresent(configuration -> spec.commandLine()
        .getOut()
        .println(options.file()
            + ": "
            + CountText.of(configuration.controllers().size(), "controller")
            + ", "
            + CountText.of(configuration.tableCount(), "table")
            + discovering(configuration)
            + catalogs(configuration.catalogs().size())
            + ", ok"
            + notKnown(configuration)));
    return accepted.isPresent() ? 0 : Icewatch.USAGE;
  }

  /** {@code icewatch config show}: what is in force and why, without secrets. */
  @Command(
      name = "show",
      description =
          "Print the configuration that holds, defaults filled in and secrets left out, with"
              + " the place where each value comes from.",
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {"0:shown", "2:the file cannot be used"},
      footerHeading = "%nExamples:%n",
      footer = {
        "  icewatch config show --config icewatch.yml",
        "  icewatch config show --config icewatch.yml --json | jq '.controllers[].tables[].lag'",
        "",
        ConfigOptions.ENVIRONMENT
      })
  int show(
      @Mixin ConfigOptions options,
      @Option(names = "--json", description = "Print JSON instead of YAML; it says no places.")
          boolean json) {
    Optional<Configuration> accepted = options.load(spec.commandLine().getErr());
    if (accepted.isEmpty()) {
      return Icewatch.USAGE;
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        json
            ? Shown.json(accepted.get())
            : ShownText.of(Shown.tree(accepted.get()), Origins.of(options.file())));
    out.flush();
    return 0;
  }

  /** What only the daemon finds out. */
  private static String notKnown(Configuration configuration) {
    return configuration.acts()
        ? "; not known here: whether the controllers accept the trigger credentials, and whether each"
            + " trigger.cooldown is at least as long as the table's runs"
        : "";
  }

  private static String discovering(Configuration configuration) {
    long asked = configuration.controllers().stream()
        .filter(controller -> controller.discovery().isPresent())
        .count();
    return asked == 0 ? "" : " and those discovered on " + CountText.of(asked, "controller");
  }

  private static String catalogs(int count) {
    return count == 0 ? "" : ", " + CountText.of(count, "catalog");
  }
}
