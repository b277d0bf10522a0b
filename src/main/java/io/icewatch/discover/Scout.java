package io.icewatch.discover;

import io.icewatch.model.Answer;
import io.icewatch.model.DiscoveryState;
import io.icewatch.model.JournalException;
import io.icewatch.model.KnownTables;
import io.icewatch.model.TableListing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out which tables one controller has. Its rounds run one at a time, on any thread. */
final class Scout {
  private static final Logger LOG = LoggerFactory.getLogger(Scout.class);

  /** After a round that brought no list. */
  private static final Duration AGAIN = Duration.ofSeconds(15);

  private static final int SHOWN = 10;

  private final Field field;
  private final KnownTables known;
  private final InstantSource clock;
  private final Set<String> toldIdle = new HashSet<>();
  private volatile Survey survey;
  private Rounds rounds;
  private List<String> handedOn;

  /** What the store holds, as far as that is known. */
  private Optional<List<String>> saved;

  private DiscoveryState state;

  /**
   * @param last the tables that are watched already, as the store has them; where there are none it
   *     may hold others all the same, of a discovery that is over
   */
  Scout(
      Survey survey, Collection<String> last, Field field, KnownTables known, InstantSource clock) {
    this.survey = survey;
    this.field = field;
    this.known = known;
    this.clock = clock;
    this.rounds = Rounds.begin(last.stream().filter(survey::finds).toList(), survey.maxTables());
    this.handedOn = rounds.tables();
    this.saved = Optional.of(last.stream().sorted().toList()).filter(tables -> !tables.isEmpty());
    this.state = DiscoveryState.initial(rounds.tables().size());
  }

  /** What is watched before the first round. */
  List<String> tables() {
    return rounds.tables();
  }

  /** What it goes by in the next round. */
  Survey survey() {
    return survey;
  }

  /** Goes by another survey of the same controller from the next round on. */
  void adopt(Survey next) {
    survey = next;
  }

  /**
   * Takes one round.
   *
   * @return how long to wait before the next
   * @throws InterruptedException when discovery is being stopped
   */
  Duration round() throws InterruptedException {
    Survey now = survey;
    Answer<TableListing> answer = field.list(now.controller(), now.timeout());
    Optional<TableListing> listing = listing(answer);
    boolean slid = rounds.landslide();
    rounds = rounds.without(
        rounds.tables().stream().filter(table -> !now.finds(table)).toList());
    if (listing.isPresent()) {
      List<String> listed = listing.get().tables().stream().filter(now::finds).toList();
      rounds = rounds.after(listed, now.maxTables());
      warnOfIdle(now, listing.get());
    }
    handOn(now);
    remember(now, listing.isPresent());
    stands(now, slid, listing, answer);
    return listing.isPresent() || now.interval().compareTo(AGAIN) < 0 ? now.interval() : AGAIN;
  }

  private static Optional<TableListing> listing(Answer<TableListing> answer) {
    if (answer instanceof Answer.Observed<TableListing> observed) {
      return Optional.of(observed.value());
    }
    return answer instanceof Answer.NotModified<TableListing> same
        ? Optional.of(same.value())
        : Optional.empty();
  }

  private void handOn(Survey now) {
    List<String> tables = rounds.tables();
    if (tables.equals(handedOn)) {
      return;
    }
    LOG.atInfo()
        .addKeyValue("controller", now.controller())
        .addKeyValue("come", shown(without(tables, handedOn)))
        .addKeyValue("gone", shown(without(handedOn, tables)))
        .addKeyValue("tables", tables.size())
        .log("discovered tables changed");
    field.found(now.controller(), tables);
    handedOn = tables;
  }

  /** Tried again each round: a store that takes no writes does not stop the watching. */
  private void remember(Survey now, boolean complete) {
    if (saved.map(rounds.tables()::equals).orElse(!complete)) {
      return;
    }
    try {
      known.save(now.controller(), rounds.tables());
      saved = Optional.of(rounds.tables());
    } catch (JournalException e) {
      LOG.atWarn()
          .addKeyValue("controller", now.controller())
          .addKeyValue("problem", e.getMessage())
          .log("the discovered tables could not be stored");
    }
  }

  private void stands(
      Survey now, boolean slid, Optional<TableListing> listing, Answer<TableListing> answer) {
    DiscoveryState last = state;
    Optional<Instant> completed =
        listing.isPresent() ? Optional.of(clock.instant()) : last.completedAt();
    Optional<String> failure = answer instanceof Answer.Failed<TableListing> failed
        ? Optional.of(failed.failure().reason() + ": " + failed.failure().message())
        : Optional.empty();
    state = new DiscoveryState(
        rounds.tables().size(),
        rounds.missing(),
        rounds.dropped(),
        listing.map(TableListing::unusable).orElse(last.unusable()),
        completed,
        failure);
    field.stands(now.controller(), Optional.of(state));
    warnOfChanges(now, slid, last, listing);
  }

  /** Once each, until it is over. */
  private void warnOfChanges(
      Survey now, boolean slid, DiscoveryState last, Optional<TableListing> listing) {
    if (state.dropped() > 0 && last.dropped() == 0) {
      LOG.atWarn()
          .addKeyValue("controller", now.controller())
          .addKeyValue("maxTables", now.maxTables())
          .addKeyValue("dropped", state.dropped())
          .log("more tables are listed than discover.maxTables allows: the rest is not watched");
    }
    if (state.unusable() > 0 && last.unusable() == 0) {
      LOG.atWarn()
          .addKeyValue("controller", now.controller())
          .addKeyValue("names", state.unusable())
          .addKeyValue("example", listing.flatMap(TableListing::example).orElse(""))
          .log("tables are listed whose names cannot be watched");
    }
    if (rounds.landslide() && !slid) {
      LOG.atWarn()
          .addKeyValue("controller", now.controller())
          .addKeyValue("missing", rounds.missing())
          .addKeyValue("tables", rounds.tables().size())
          .addKeyValue("rounds", Rounds.PATIENCE_IN_A_LANDSLIDE)
          .log("more than half of the tables are no longer listed: they are watched for more"
              + " rounds than usual");
    }
    if (state.failure().isPresent() && last.failure().isEmpty()) {
      LOG.atWarn()
          .addKeyValue("controller", now.controller())
          .addKeyValue("why", state.failure().get())
          .addKeyValue("tables", rounds.tables().size())
          .log("the list of tables did not come: those known last stay");
    }
  }

  private void warnOfIdle(Survey now, TableListing listing) {
    for (String pattern : now.choice().idle(listing.tables())) {
      if (toldIdle.add(pattern)) {
        LOG.atWarn()
            .addKeyValue("controller", now.controller())
            .addKeyValue("pattern", pattern)
            .addKeyValue("listed", listing.tables().size())
            .log("a pattern matches none of the tables that are listed");
      }
    }
  }

  private static String shown(List<String> tables) {
    return tables.size() <= SHOWN
        ? tables.toString()
        : tables.subList(0, SHOWN) + " and " + (tables.size() - SHOWN) + " more";
  }

  private static List<String> without(List<String> some, List<String> others) {
    Set<String> left = new HashSet<>(others);
    return some.stream().filter(table -> !left.contains(table)).toList();
  }
}
