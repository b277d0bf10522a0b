package io.icewatch.catalog;

import io.icewatch.model.CheckpointFacts;
import io.icewatch.model.SourceCommit;
import io.icewatch.model.SourceView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Renders what was found of a checkpoint as the model's view; pure. */
final class Views {
  private Views() {}

  static SourceView of(Chain chain, Located located, Optional<String> obstacle, Instant readAt) {
    Optional<Line> line = located.line();
    OptionalInt checkpoint = located.checkpoint();
    Optional<Integer> row =
        checkpoint.isPresent() ? Optional.of(checkpoint.getAsInt()) : Optional.empty();
    Optional<Integer> head = line.map(found -> found.row(0));
    return new SourceView(
        chain.tableUuid(),
        located.position(chain),
        head.map(at -> OptionalLong.of(chain.id(at))).orElse(OptionalLong.empty()),
        head.map(at -> Instant.ofEpochMilli(chain.time(at))),
        line.flatMap(found -> lastData(chain, found)),
        head.map(chain::liveFiles).orElse(OptionalLong.empty()),
        row.map(chain::liveFiles).orElse(OptionalLong.empty()),
        row.flatMap(at -> Expiry.of(chain, at)),
        row.map(at -> new CheckpointFacts(
            chain.id(at),
            chain.tableUuid(),
            chain.sequence(at),
            Instant.ofEpochMilli(chain.time(at)),
            chain.liveFiles(at))),
        line.map(found -> commits(chain, found)).orElse(List.of()),
        obstacle,
        readAt);
  }

  private static Optional<Instant> lastData(Chain chain, Line line) {
    for (int place = 0; place < line.size(); place++) {
      if (chain.change(line.row(place)) == Change.YES) {
        return Optional.of(Instant.ofEpochMilli(chain.time(line.row(place))));
      }
    }
    return Optional.empty();
  }

  private static List<SourceCommit> commits(Chain chain, Line line) {
    List<SourceCommit> commits = new ArrayList<>();
    for (int place = 0; place < Math.min(line.size(), SourceView.COMMITS_KEPT); place++) {
      int row = line.row(place);
      commits.add(new SourceCommit(
          chain.id(row),
          Instant.ofEpochMilli(chain.time(row)),
          chain.operation(row).word(),
          chain.files(row),
          chain.records(row),
          chain.bytes(row)));
    }
    return commits;
  }
}
