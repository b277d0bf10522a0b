package io.icewatch.cli;

import io.icewatch.model.Snapshot;
import java.util.List;

/** What a look says of the discovery of tables, a line for each controller that has any. */
final class DiscoveryLines {
  private DiscoveryLines() {}

  static List<String> of(Snapshot snapshot) {
    return snapshot.controllers().stream()
        .flatMap(controller -> controller.discovery().stream()
            .map(state -> controller.name() + ": " + Printable.text(state.words())))
        .toList();
  }

  /** Only of those whose list did not come. */
  static List<String> failed(Snapshot snapshot) {
    return snapshot.controllers().stream()
        .flatMap(controller -> controller.discovery().stream()
            .filter(state -> state.failure().isPresent())
            .map(state -> controller.name() + ": " + Printable.text(state.words())))
        .toList();
  }
}
