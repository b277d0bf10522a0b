package io.icewatch.config;

import io.icewatch.model.WebConfig;
import java.util.List;
import java.util.Optional;

/**
 * What came of reading a web config file.
 *
 * @param config empty when there are problems
 * @param problems all of them, in the order of the file
 * @param warnings what is allowed and probably not meant
 * @param files what was read for it: the file itself, certificates and keys
 */
public record WebLoading(
    Optional<WebConfig> config, List<Problem> problems, List<Problem> warnings, FilesRead files) {
  public WebLoading {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }
}
