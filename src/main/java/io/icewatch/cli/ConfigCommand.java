package io.icewatch.cli;

import static io.icewatch.cli.ConfigOptions.counted;

import io.icewatch.config.Configuration;
import io.icewatch.config.ConfigurationLoader;
import io.icewatch.config.Loading;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code icewatch config}: what can be done with a configuration file without running by it. */
@Command(
    name = "config",
    description = "Work with a configuration file.",
    synopsisSubcommandLabel = "COMMAND")
public final class ConfigCommand {
  @Spec
  private CommandSpec spec = CommandSpec.create();

  /** {@code icewatch config check}: 0 when the file can be used, else 2. */
  @Command(
      name = "check",
      description = "Say all that is wrong with a configuration file.",
      exitCodeListHeading = "Exit codes:%n",
      exitCodeList = {"0:the file can be used, perhaps with warnings", "2:it cannot"})
  int check(@Mixin ConfigOptions options) {
    Loading loading = ConfigurationLoader.check(options.file(), System.getenv());
    Optional<Configuration> accepted =
        options.accept(loading, spec.commandLine().getErr());
    accepted.ifPresent(configuration -> spec.commandLine()
        .getOut()
        .println(options.file()
            + ": "
            + counted(configuration.controllers().size(), "controller")
            + ", "
            + counted(configuration.tableCount(), "table")
            + catalogs(configuration.catalogs().size())
            + ", ok"
            + notKnown(configuration)));
    return accepted.isPresent() ? 0 : Icewatch.USAGE;
  }

  /** What only the daemon finds out. */
  private static String notKnown(Configuration configuration) {
    return configuration.acts()
        ? "; not known here: whether the controllers accept the trigger credentials, and whether each"
            + " trigger.cooldown is at least as long as the table's runs"
        : "";
  }

  private static String catalogs(int count) {
    return count == 0 ? "" : ", " + counted(count, "catalog");
  }
}
