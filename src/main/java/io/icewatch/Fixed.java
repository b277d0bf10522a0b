package io.icewatch;

import io.icewatch.config.Configuration;
import io.icewatch.config.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a running daemon cannot change: the address it listens on, its store. */
final class Fixed {
  private Fixed() {}

  /** What of another configuration would need a restart; empty when the daemon can go by it. */
  static List<Problem> problems(Configuration running, Configuration next) {
    List<Problem> problems = new ArrayList<>();
    compare("web.listen", running.listen(), next.listen(), problems);
    compare("state.path", running.statePath(), next.statePath(), problems);
    compare("web.configFile", file(running), file(next), problems);
    return problems;
  }

  private static String file(Configuration configuration) {
    return configuration.web().file().map(Path::toString).orElse("none");
  }

  private static void compare(String key, Object running, Object next, List<Problem> problems) {
    if (!running.equals(next)) {
      problems.add(problem(key, next.toString(), running.toString()));
    }
  }

  private static Problem problem(String key, String next, String running) {
    return new Problem(
        key,
        Optional.empty(),
        next,
        running + ", by which the daemon runs; another one needs a restart");
  }
}
