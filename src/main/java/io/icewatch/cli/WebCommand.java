package io.icewatch.cli;

import io.icewatch.config.WebFile;
import io.icewatch.config.WebLoading;
import io.icewatch.model.CountText;
import io.icewatch.model.WebConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code icewatch web}: what can be done with a web config file without serving by it. */
@Command(
    name = "web",
    description = "Work with a web config file.",
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = "2:no command",
    footerHeading = "%nExamples:%n",
    footer = "  icewatch web check web.yml")
public final class WebCommand {
  @Spec
  private CommandSpec spec = CommandSpec.create();

  /** {@code icewatch web check}: 0 when the file can be used, else 2. */
  @Command(
      name = "check",
      description =
          "Say all that is wrong with a web config file, in exporter-toolkit's format, and"
              + " with the certificates and keys it names.",
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {"0:the file can be used, perhaps with warnings", "2:it cannot"},
      footerHeading = "%nExamples:%n",
      footer = "  icewatch web check web.yml")
  int check(@Parameters(paramLabel = "FILE", description = "The web config file.") Path file) {
    PrintWriter err = spec.commandLine().getErr();
    WebLoading loading = WebFile.read(file);
    loading.warnings().forEach(warning -> err.println(file + ": warning: " + warning));
    if (loading.config().isEmpty()) {
      ConfigOptions.print(file, loading.problems(), err);
      return Icewatch.USAGE;
    }
    spec.commandLine().getOut().println(file + ": " + said(loading.config().get()) + ", ok");
    return 0;
  }

  private static String said(WebConfig config) {
    String tls = config
        .tls()
        .map(given ->
            "https until " + given.identity().chain().get(0).getNotAfter().toInstant())
        .orElse("http");
    int users = config.users().size();
    return tls + ", " + (users == 0 ? "open to everybody" : CountText.of(users, "user"));
  }
}
