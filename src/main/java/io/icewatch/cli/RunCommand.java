package io.icewatch.cli;

import io.icewatch.ConfigFile;
import io.icewatch.Daemon;
import io.icewatch.config.Configuration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code icewatch run}: the daemon. */
@Command(
    name = "run",
    description = "Watch the configured tables until told to stop; SIGHUP has the configuration"
        + " read again.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:stopped by a signal", "1:could not start", "2:bad configuration"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  icewatch run --config icewatch.yml",
      "  icewatch run --config.file=/etc/icewatch/icewatch.yml --log.format=json",
      "",
      ConfigOptions.ENVIRONMENT
    })
public final class RunCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Mixin
  private ConfigOptions config = new ConfigOptions();

  @Mixin
  private LogOptions log = new LogOptions();

  @Override
  public Integer call() throws InterruptedException {
    log.apply();
    ConfigFile file = new ConfigFile(config.file(), System.getenv());
    Optional<Configuration> accepted =
        config.accept(file.load(), spec.commandLine().getErr());
    if (accepted.isEmpty()) {
      return Icewatch.USAGE;
    }
    try (Daemon daemon = Daemon.start(accepted.get(), Version.text(), file)) {
      Signals.onHangUp(() -> daemon.reload("SIGHUP"));
      Signals.awaitStop(daemon);
      return 0;
    } catch (Daemon.StartException e) {
      spec.commandLine().getErr().println("icewatch: " + e.getMessage());
      return 1;
    }
  }
}
