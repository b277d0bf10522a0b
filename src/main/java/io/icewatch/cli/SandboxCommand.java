package io.icewatch.cli;

import io.icewatch.sandbox.DemoTables;
import io.icewatch.sandbox.Generation;
import io.icewatch.sandbox.Sandbox;
import io.icewatch.sandbox.SandboxSettings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code icewatch sandbox}: a controller to try things on. */
@Command(
    name = "sandbox",
    description = "Run a reference controller over real Iceberg tables, for tests and training."
        + " It is no Pinot: nothing is ingested anywhere, and all of it goes away at the end.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:stopped by a signal", "1:could not start", "2:bad arguments"},
    footerHeading = "%nExamples:%n",
    footer = {"  icewatch sandbox", "  icewatch sandbox --port 0 --prefix /api/pinot"})
public final class SandboxCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Mixin
  private LogOptions log = new LogOptions();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "9000",
      description = "Listen on 127.0.0.1 at this port; 0 takes a free one (default: 9000).")
  private int port = 9000;

  @Option(
      names = "--prefix",
      paramLabel = "PATH",
      defaultValue = "",
      description = "Stand below this path, as hosted controllers do: /api/pinot.")
  private String prefix = "";

  @Option(
      names = "--api",
      paramLabel = "API",
      defaultValue = "iceberg",
      description = "Speak this generation of the API: iceberg, externalTable, or none for a"
          + " controller without the feature (default: iceberg). POST /sandbox/api?speak=API"
          + " changes it while it runs.")
  private String api = "iceberg";

  @Override
  public Integer call() throws InterruptedException {
    log.apply();
    SandboxSettings settings;
    try {
      settings = SandboxSettings.of(DemoTables.all())
          .onPort(port)
          .under(prefix)
          .speaking(Generation.of(api));
    } catch (IllegalArgumentException e) {
      spec.commandLine().getErr().println("icewatch: " + e.getMessage());
      return Icewatch.USAGE;
    }
    Sandbox sandbox;
    try {
      sandbox = Sandbox.start(settings);
    } catch (IllegalStateException e) {
      spec.commandLine().getErr().println("icewatch: " + e.getMessage() + ": " + e.getCause());
      return 1;
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println("sandbox controller at " + sandbox.url() + " with the tables:");
    sandbox.tables().forEach(table -> out.println("  " + table));
    out.println("Iceberg REST catalog with their sources at " + sandbox.catalogUrl());
    out.println("What is true of them: " + sandbox.url() + "/sandbox/truth");
    out.println("Ctrl-C ends it and deletes its files.");
    out.flush();
    Signals.awaitStop(sandbox);
    return 0;
  }
}
