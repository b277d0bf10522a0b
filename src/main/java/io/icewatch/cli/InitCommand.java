package io.icewatch.cli;

import io.icewatch.config.ConfigurationLoader;
import io.icewatch.config.Loading;
import io.icewatch.controller.ControllerClient;
import io.icewatch.model.Answer;
import io.icewatch.model.ControllerLimits;
import io.icewatch.model.ControllerSettings;
import io.icewatch.model.CountText;
import io.icewatch.model.Credentials;
import io.icewatch.model.Failure;
import io.icewatch.model.LabelName;
import io.icewatch.model.TableListing;
import io.icewatch.model.TlsFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code icewatch config init}: a first configuration, from what a controller says that it has. */
@Command(
    name = "init",
    description = "Ask a controller which tables have the ingestion task, and write a configuration"
        + " that watches them, with comments on what to change. No secret is written: credentials"
        + " stay in their files, which are named.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:written",
      "1:the controller has no such table",
      "2:bad arguments, a file of them that cannot be used, or one that is there already",
      "69:the controller did not answer",
      "77:the controller refuses the credentials"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  icewatch config init --url http://localhost:9000",
      "  icewatch config init --url https://pinot.example.com/api/pinot --name prod"
          + " --bearer-token-file /etc/icewatch/token --output /etc/icewatch/icewatch.yml",
      "  icewatch config init --url http://localhost:9000 --output - | less"
    })
public final class InitCommand implements Callable<Integer> {
  private static final int NO_TABLES = 1;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String STANDARD_OUTPUT = "-";

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Mixin
  private LogOptions log = new LogOptions();

  @Option(
      names = "--url",
      paramLabel = "URL",
      required = true,
      description = "Where the controller's API begins, path prefix included.")
  private String url = "";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "pinot",
      description = "What the controller is to be called in labels (default: ${DEFAULT-VALUE}).")
  private String name = "pinot";

  @Option(
      names = "--bearer-token-file",
      paramLabel = "FILE",
      description = "A file with the token to present.")
  private @Nullable Path bearerTokenFile;

  @Option(names = "--user", paramLabel = "NAME", description = "A user for Basic authentication.")
  private @Nullable String user;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "A file with that user's password.")
  private @Nullable Path passwordFile;

  @Option(
      names = "--ca-file",
      paramLabel = "FILE",
      description = "Certificates to trust, PEM (default: the JVM's).")
  private @Nullable Path caFile;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      defaultValue = "icewatch.yml",
      description = "Where to write; - is standard output (default: ${DEFAULT-VALUE}).")
  private String output = "icewatch.yml";

  @Option(names = "--force", description = "Write over a file that is there.")
  private boolean force;

  /** Why nothing was written. */
  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exit;

    Refusal(int exit, String message) {
      super(message, null, false, false);
      this.exit = exit;
    }
  }

  @Override
  public Integer call() {
    log.apply();
    PrintWriter err = spec.commandLine().getErr();
    try {
      if (!output.equals(STANDARD_OUTPUT) && !force && Files.exists(Path.of(output))) {
        throw new Refusal(
            Icewatch.USAGE, output + ": there already (expected: a new file, or --force)");
      }
      ControllerSettings settings = settings();
      TableListing listing = listing(settings);
      String text = FirstConfiguration.of(settings, listing.tables());
      if (output.equals(STANDARD_OUTPUT)) {
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
      } else {
        write(Path.of(output), text);
        judge(Path.of(output), err);
        spec.commandLine()
            .getOut()
            .println(output + ": watches "
                + CountText.of(listing.tables().size(), "table") + " of " + name
                + "; next: icewatch run --config " + output);
      }
      return 0;
    } catch (Refusal e) {
      err.println("icewatch: " + Printable.text(String.valueOf(e.getMessage())));
      return e.exit;
    }
  }

  private ControllerSettings settings() throws Refusal {
    if (!LabelName.fits(name)) {
      throw new Refusal(Icewatch.USAGE, "--name: " + name + " (expected: " + LabelName.RULE + ")");
    }
    try {
      return new ControllerSettings(
              name,
              URI.create(url),
              credentials(),
              credentials(),
              ControllerLimits.defaults(),
              new TlsFiles(Optional.ofNullable(caFile).map(Path::toAbsolutePath), Optional.empty()))
          .speaking(Optional.empty());
    } catch (IllegalArgumentException e) {
      throw new Refusal(Icewatch.USAGE, "--url: not an address (expected: http:// or https://)");
    }
  }

  /** The paths are made absolute: in the file they would count from where that is. */
  private Credentials credentials() throws Refusal {
    if ((user == null) != (passwordFile == null)) {
      throw new Refusal(
          Icewatch.USAGE, "--user: one of two (expected: together with --password-file)");
    }
    if (bearerTokenFile != null && user != null) {
      throw new Refusal(
          Icewatch.USAGE, "--bearer-token-file: with --user (expected: one of the two)");
    }
    if (bearerTokenFile != null) {
      return new Credentials.BearerFile(bearerTokenFile.toAbsolutePath());
    }
    return user == null || passwordFile == null
        ? new Credentials.None()
        : new Credentials.BasicFile(user, passwordFile.toAbsolutePath());
  }

  private TableListing listing(ControllerSettings settings) throws Refusal {
    Answer<TableListing> answer;
    try (ControllerClient client = new ControllerClient(settings, InstantSource.system())) {
      answer = client.tables(PATIENCE);
    } catch (IllegalArgumentException e) {
      throw new Refusal(Icewatch.USAGE, "--" + e.getMessage());
    }
    if (answer instanceof Answer.Failed<TableListing> failed) {
      throw refusal(failed.failure());
    }
    TableListing listing = ((Answer.Observed<TableListing>) answer).value();
    if (listing.tables().isEmpty()) {
      throw new Refusal(
          NO_TABLES, name + ": no OFFLINE table has the ingestion task; nothing was written");
    }
    return listing;
  }

  private Refusal refusal(Failure failure) {
    String message = name + ": " + failure.message();
    if (failure instanceof Failure.NotAsked) {
      return new Refusal(Icewatch.USAGE, inOptions(failure.message()));
    }
    return failure instanceof Failure.Denied
        ? new Refusal(DaemonClient.NOT_ALLOWED, message)
        : new Refusal(DaemonClient.UNAVAILABLE, message);
  }

  /** What the client says of its settings, by the options that these come from. */
  private static String inOptions(String message) {
    return message
        .replaceFirst("^auth\\.bearerTokenFile", "--bearer-token-file")
        .replaceFirst("^auth\\.basic\\.passwordFile", "--password-file")
        .replaceFirst("^auth\\.basic\\.username", "--user")
        .replaceFirst("^tls\\.caFile", "--ca-file");
  }

  private void write(Path file, String text) throws Refusal {
    try {
      if (force) {
        Files.writeString(file, text);
      } else {
        Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      }
    } catch (FileAlreadyExistsException e) {
      throw new Refusal(
          Icewatch.USAGE, file + ": there already (expected: a new file, or --force)");
    } catch (IOException e) {
      throw new Refusal(Icewatch.USAGE, file + ": cannot be written: " + e);
    }
  }

  /** What was just written must be a configuration; a name we cannot write would be a defect. */
  private static void judge(Path file, PrintWriter err) {
    if (ConfigurationLoader.check(file, System.getenv()) instanceof Loading.Invalid invalid) {
      invalid.problems().forEach(problem -> err.println(file + ": " + problem));
    }
  }
}
