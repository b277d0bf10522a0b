package io.icewatch.assess;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A simulated Iceberg table that knows the truth: which data each of its snapshots holds. */
final class Source {
  /**
   * A state of the table.
   *
   * @param rows the data it holds, a bit each
   * @param files the data files that hold it
   */
  record State(long id, Instant at, BitSet rows, int files) {}

  private final List<State> log = new ArrayList<>();
  private int nextRow;

  Source(Instant at) {
    log.add(new State(1, at, new BitSet(), 0));
  }

  State current() {
    return log.get(log.size() - 1);
  }

  State state(long id) {
    return log.stream().filter(state -> state.id() == id).findFirst().orElseThrow();
  }

  /** Adds so many rows, each in a file of its own. */
  void append(Instant at, int rows) {
    BitSet all = (BitSet) current().rows().clone();
    all.set(nextRow, nextRow + rows);
    nextRow += rows;
    commit(at, all, current().files() + rows);
  }

  /** Merges all files into one. */
  void compact(Instant at) {
    commit(at, current().rows(), Math.min(1, current().files()));
  }

  /** Drops the oldest rows with their files, but leaves some. */
  void delete(Instant at, int rows) {
    BitSet rest = (BitSet) current().rows().clone();
    int files = current().files();
    for (int i = 0; i < rows && files > 1; i++) {
      rest.clear(rest.nextSetBit(0));
      files--;
    }
    commit(at, rest, files);
  }

  /** Goes back to the state before the last step that added files. */
  void rollBack(Instant at) {
    for (int i = log.size() - 2; i >= 0; i--) {
      if (log.get(i).files() < current().files()) {
        commit(at, log.get(i).rows(), log.get(i).files());
        return;
      }
    }
  }

  private void commit(Instant at, BitSet rows, int files) {
    log.add(new State(1_000_000_007L * (log.size() + 1), at, rows, files));
  }

  /** Whether the state then held data that this one does not. */
  boolean waitingAt(Instant moment, State ingested) {
    State then = log.get(0);
    for (State state : log) {
      if (!state.at().isAfter(moment)) {
        then = state;
      }
    }
    return beyond(then, ingested);
  }

  /** When data beyond this state first existed. */
  Optional<Instant> waitingSince(State ingested) {
    return log.subList(log.indexOf(ingested), log.size()).stream()
        .filter(state -> beyond(state, ingested))
        .map(State::at)
        .findFirst();
  }

  /** Whether the files became fewer between this state and the moment. */
  boolean fellBetween(State from, Instant moment) {
    for (int i = log.indexOf(from) + 1; i < log.size(); i++) {
      if (!log.get(i).at().isAfter(moment)
          && log.get(i).files() < log.get(i - 1).files()) {
        return true;
      }
    }
    return false;
  }

  private static boolean beyond(State state, State ingested) {
    BitSet more = (BitSet) state.rows().clone();
    more.andNot(ingested.rows());
    return !more.isEmpty();
  }

  /** One random step of a writer. */
  void write(Random random, Instant at, boolean appendOnly) {
    int dice = random.nextInt(appendOnly ? 5 : 9);
    switch (dice) {
      case 0 -> append(at, 0);
      case 1, 2, 3, 4 -> append(at, 1 + random.nextInt(4));
      case 5 -> compact(at);
      case 6, 7 -> delete(at, 1 + random.nextInt(4));
      default -> rollBack(at);
    }
  }
}
