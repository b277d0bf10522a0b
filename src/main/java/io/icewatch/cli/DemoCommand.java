package io.icewatch.cli;

import io.icewatch.Daemon;
import io.icewatch.config.Configuration;
import io.icewatch.config.ControllerConfig;
import io.icewatch.config.Discovery;
import io.icewatch.config.FleetTrigger;
import io.icewatch.config.Listen;
import io.icewatch.config.TableTrigger;
import io.icewatch.model.CatalogAuth;
import io.icewatch.model.CatalogSettings;
import io.icewatch.model.ControllerLimits;
import io.icewatch.model.ControllerSettings;
import io.icewatch.model.Credentials;
import io.icewatch.model.LagThresholds;
import io.icewatch.model.PollSettings;
import io.icewatch.model.RunSettings;
import io.icewatch.model.Snapshot;
import io.icewatch.model.SourceByTask;
import io.icewatch.model.SourceSettings;
import io.icewatch.model.TableId;
import io.icewatch.model.TableSettings;
import io.icewatch.model.TriggerLimits;
import io.icewatch.model.TriggerMode;
import io.icewatch.model.TriggerRules;
import io.icewatch.sandbox.DemoTables;
import io.icewatch.sandbox.Sandbox;
import io.icewatch.sandbox.SandboxSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code icewatch demo}: the sandbox and the daemon over it, in one process. */
@Command(
    name = "demo",
    description = "Show Icewatch at work: a sandbox controller with real Iceberg tables that"
        + " behave in different ways, and the daemon watching it. Needs nothing else.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:stopped by a signal", "1:could not start", "2:bad arguments"},
    footerHeading = "%nExamples:%n",
    footer = {"  icewatch demo", "  icewatch demo --host 0.0.0.0 --port 9912"})
public final class DemoCommand implements Callable<Integer> {
  private static final String CONTROLLER = "sandbox";
  private static final String CATALOG = "lake";

  /** Known to the controller alone, to show what can be told of such a table. */
  private static final Set<String> WITHOUT_SOURCE =
      Set.of("clicks_OFFLINE", "inventory_OFFLINE", "raw_events_OFFLINE");

  /** One that a run cures, and one that no run does. */
  private static final Set<String> TRIGGERED = Set.of("inventory_OFFLINE", "payments_OFFLINE");

  /** Most of these tables are in trouble on purpose: that is no outage. */
  private static final FleetTrigger ACTING =
      new FleetTrigger(TriggerMode.AUTO, new TriggerLimits(Duration.ofSeconds(10), 60, 2, 100, 5));

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Mixin
  private LogOptions log = new LogOptions();

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Where the daemon listens; 0.0.0.0 lets others in, as a container needs"
          + " (default: 127.0.0.1).")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "9912",
      description = "The daemon's port; 0 takes a free one (default: 9912).")
  private int port = 9912;

  @Option(
      names = "--sandbox-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "The sandbox's port on 127.0.0.1; 0 takes a free one (default: 0).")
  private int sandboxPort;

  @Override
  public Integer call() throws InterruptedException, IOException {
    log.apply();
    Listen listen;
    SandboxSettings settings;
    try {
      listen = new Listen(host, port);
      settings = SandboxSettings.of(DemoTables.all()).onPort(sandboxPort);
    } catch (IllegalArgumentException e) {
      spec.commandLine().getErr().println("icewatch: " + e.getMessage());
      return Icewatch.USAGE;
    }
    Path directory = Files.createTempDirectory("icewatch-demo-");
    try {
      Sandbox sandbox = Sandbox.start(settings);
      Daemon daemon;
      try {
        daemon = Daemon.start(configuration(listen, sandbox, directory), Version.text());
      } catch (Daemon.StartException e) {
        sandbox.close();
        throw e;
      }
      introduce(sandbox, daemon);
      firstLag(daemon);
      Signals.awaitStop(daemon, sandbox, () -> delete(directory));
      return 0;
    } catch (Daemon.StartException | IllegalStateException e) {
      delete(directory);
      spec.commandLine().getErr().println("icewatch: " + e.getMessage());
      return 1;
    }
  }

  /** Everything happens in seconds here, so that there is something to see within a minute. */
  private static Configuration configuration(Listen listen, Sandbox sandbox, Path directory) {
    PollSettings poll = new PollSettings(
        Duration.ofSeconds(2),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(30),
        Duration.ofSeconds(5));
    LagThresholds lag = new LagThresholds(Duration.ofSeconds(45), Duration.ofSeconds(120));
    RunSettings runs =
        new RunSettings(Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofMinutes(5));
    Credentials none = new Credentials.None();
    List<TableSettings> tables = sandbox.tables().stream()
        .map(
            name -> new TableSettings(new TableId(CONTROLLER, name), poll, lag, runs, source(name)))
        .toList();
    return new Configuration(
        listen,
        directory.resolve("icewatch.db"),
        false,
        ACTING,
        List.of(catalog(sandbox)),
        List.of(new ControllerConfig(
            new ControllerSettings(
                CONTROLLER, sandbox.url(), none, none, ControllerLimits.defaults()),
            tables,
            tables.stream()
                .map(TableSettings::id)
                .collect(Collectors.toMap(Function.identity(), DemoCommand::trigger)),
            // The sandbox means its schedules in the machine's zone.
            ZoneId.systemDefault(),
            Optional.of(discovery(new Discovery.Rule(
                poll,
                lag,
                runs,
                Optional.of(new SourceByTask(CATALOG, Optional.empty())),
                TableTrigger.defaults()))))));
  }

  /** Of what the sandbox's control routes create. */
  private static Discovery discovery(Discovery.Rule rule) {
    return new Discovery(List.of(), List.of(), Duration.ofSeconds(5), 100, List.of(), rule);
  }

  private static TableTrigger trigger(TableId table) {
    TriggerRules rules = new TriggerRules(
        TRIGGERED.contains(table.table()) ? TriggerMode.AUTO : TriggerMode.DISABLED,
        Duration.ofSeconds(75),
        2,
        Duration.ofSeconds(20),
        Duration.ofSeconds(40),
        3,
        Duration.ofSeconds(10),
        Duration.ofSeconds(2),
        List.of());
    return new TableTrigger(rules, true);
  }

  private static CatalogSettings catalog(Sandbox sandbox) {
    return new CatalogSettings(
        CATALOG,
        "rest",
        Optional.of(sandbox.catalogUrl().toString()),
        Optional.empty(),
        Map.of(),
        Map.of(),
        new CatalogAuth.None(),
        CatalogSettings.Limits.defaults());
  }

  private static Optional<SourceSettings> source(String table) {
    return WITHOUT_SOURCE.contains(table)
        ? Optional.empty()
        : Optional.of(new SourceByTask(CATALOG, Optional.empty()));
  }

  private void introduce(Sandbox sandbox, Daemon daemon) {
    PrintWriter out = spec.commandLine().getOut();
    String daemonUrl = "http://127.0.0.1:" + daemon.port();
    out.println("Icewatch demo: " + sandbox.tables().size() + " Iceberg tables, a sandbox"
        + " controller that ingests them, and the daemon watching it.");
    out.println();
    out.println("  page        " + daemonUrl + "/");
    out.println("  metrics     " + daemonUrl + "/metrics");
    out.println("  controller  " + sandbox.url());
    out.println("  catalog     " + sandbox.catalogUrl());
    out.println("  the truth   " + sandbox.url() + "/sandbox/truth");
    out.println();
    out.println("""
          orders      healthy: new files all the time, a run every 20 s
          clicks      slow runs and a TIMESTAMP checkpoint; its source is not in the configuration
          payments    every run fails midway: triggered three times in vain, then left alone
          shipments   a run that never ends: stuck after 30 s
          raw_events  reads raw S3 files: a status and no checkpoint
          returns     created, never ingested
          inventory   forgotten by its schedule: stalled after a minute, then triggered; no source
          sessions    healthy, and compacted every 15 s: files vanish, no data do
          refunds     rolled back behind its checkpoint after 10 s: its runs fail since
          archive     expired behind its checkpoint after 10 s: a gap
          customers   dropped and created again after 10 s: another table under the name
        """);
    out.println("  curl -s " + daemonUrl + "/metrics | grep -e lag_seconds -e files_pending");
    out.println("  curl -s " + daemonUrl + "/metrics | grep -e triggers_total -e circuit_open");
    out.println("  curl -X POST " + sandbox.url() + "/sandbox/tables/fresh_OFFLINE/create"
        + "   # found by discovery; .../drop");
    out.println();
    out.println("Ctrl-C ends it and deletes its files.");
    out.println();
    out.flush();
  }

  /** Waits until every table has been looked at and a lag is known, and prints the fleet. */
  private void firstLag(Daemon daemon) throws InterruptedException {
    CountDownLatch known = new CountDownLatch(1);
    Runnable look = () -> {
      if (lagKnown(daemon.snapshot(), Instant.now())) {
        known.countDown();
      }
    };
    ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
    ScheduledFuture<?> repeated = looks.scheduleWithFixedDelay(look, 0, 20, TimeUnit.MILLISECONDS);
    known.await();
    repeated.cancel(false);
    looks.shutdown();
    Instant now = Instant.now();
    Duration took = Duration.between(
        Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()), now);
    PrintWriter out = spec.commandLine().getOut();
    out.printf("The first lag was known %.1f s after the start:%n%n", took.toMillis() / 1000.0);
    out.println(FleetTable.render(daemon.snapshot(), now, 120, false));
    out.flush();
  }

  private static boolean lagKnown(Snapshot snapshot, Instant now) {
    return snapshot.tables().stream().anyMatch(table -> table.lag(now).isPresent())
        && snapshot.tables().stream()
            .allMatch(table -> table.observation().status().askedAt().isPresent());
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
