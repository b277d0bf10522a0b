package io.icewatch.trigger;

import io.icewatch.decide.Candidate;
import io.icewatch.decide.Requests;
import io.icewatch.decide.Ruling;
import io.icewatch.decide.Streak;
import io.icewatch.decide.TriggerContext;
import io.icewatch.decide.Triggers;
import io.icewatch.model.Decision;
import io.icewatch.model.Finding;
import io.icewatch.model.FleetSummary;
import io.icewatch.model.JournalException;
import io.icewatch.model.Pause;
import io.icewatch.model.RunAnswer;
import io.icewatch.model.RunRequest;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableId;
import io.icewatch.model.TableState;
import io.icewatch.model.TriggerAttempt;
import io.icewatch.model.TriggerHistory;
import io.icewatch.model.TriggerJournal;
import io.icewatch.model.TriggerMode;
import io.icewatch.model.TriggerOverview;
import io.icewatch.model.TriggerRules;
import io.icewatch.model.TriggerStanding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Helps tables that are too far behind with an ingestion run, one turn after another.
 *
 * <p>Turns are taken on one thread. What people ask for may be asked from any thread, and is done
 * at the beginning of the next turn.
 */
public final class AutoTrigger {
  private static final Logger LOG = LoggerFactory.getLogger(AutoTrigger.class);

  private Mandate mandate;
  private final Surroundings surroundings;
  private final DaemonTime time;
  private final Inbox inbox = new Inbox();
  private final Wishes wishes = new Wishes();
  private final Pauses pauses;
  private final Attempts attempts;
  private final Map<TableId, Streak> streaks = new HashMap<>();
  private final Decisions decisions;
  private Instant watchingSince;
  private volatile Map<TableId, TriggerStanding> standings = Map.of();

  /** The standings of the latest turn, unless another mandate has come since. */
  private Map<TableId, TriggerStanding> atRest = Map.of();

  private volatile TriggerOverview overview;

  /**
   * Takes up what the journal says is under way.
   *
   * @throws JournalException when it cannot be read: what was tried is then not known, and nothing
   *     may be
   */
  public AutoTrigger(Policy policy, Surroundings surroundings) throws JournalException {
    this.mandate = new Mandate(policy, surroundings.starters(), surroundings.schedules());
    this.surroundings = surroundings;
    this.time = new DaemonTime(surroundings.wall(), surroundings.nanos());
    this.watchingSince = time.now().steady();
    TriggerJournal.Contents contents = surroundings.journal().load();
    this.pauses = new Pauses(surroundings.journal(), contents.pauses());
    this.decisions = new Decisions(surroundings.listener());
    this.attempts = new Attempts(surroundings, inbox, Ledger.of(contents.entries(), watchingSince));
    this.overview = overviewNow();
  }

  /** How each table stood at the end of the latest turn; a table without rules is absent. */
  public Map<TableId, TriggerStanding> standings() {
    return standings;
  }

  /** How the whole stood at the end of the latest turn. */
  public TriggerOverview overview() {
    return overview;
  }

  /** The pauses, in force or over. */
  public List<Pause> pauses() {
    return pauses.all();
  }

  /**
   * Keeps a table or everything from being triggered.
   *
   * @return completes when nothing more leaves; fails when a restart will forget it
   */
  public CompletableFuture<Void> pause(Pause pause) {
    return inbox.ask(() -> pauses.pause(pause));
  }

  /**
   * Takes back the pause of a table, or the one for all; does nothing where there is none.
   *
   * @param by who wants that
   * @param reason why
   * @return fails when that could not be written: the pause stays
   */
  public CompletableFuture<Void> resume(Optional<TableId> table, String by, String reason) {
    return inbox.ask(() -> pauses.resume(table, by, reason));
  }

  /**
   * Works by another mandate from the next turn on, and by nothing of the one before.
   *
   * <p>What was tried stays known, also of tables that the mandate does not name: one that comes back
   * is still in its cool-down. What was seen until now of tables whose controller is asked by
   * somebody else counts no more: they must be seen behind anew.
   *
   * @return completes when no turn goes by the one before any more
   */
  public CompletableFuture<Void> adopt(Mandate next) {
    Snapshot known = surroundings.fleet().get();
    return inbox.ask(() -> {
      for (TableState table : known.tables()) {
        if (!next.sameStarter(mandate, table.id().controller())) {
          streaks.put(table.id(), Streak.after(table));
        }
      }
      mandate = next;
      attempts.starters(next.starters());
      atRest = Map.of();
    });
  }

  /**
   * Begins a run that a person asks for, if the rules let it; the next turn says.
   *
   * @return told when {@link #standings} show what was begun; to cancel it takes the request back,
   *     which fails once a turn has taken it up: when it does not fail, nothing was begun
   */
  public CompletableFuture<RunAnswer> request(RunRequest request) {
    return wishes.add(request);
  }

  /**
   * Forgives a table its attempts in vain.
   *
   * @return fails when that could not be written: the circuit stays as it is
   */
  public CompletableFuture<Void> closeCircuit(TableId table, String by, String reason) {
    return inbox.ask(() -> attempts.forgive(table, by, reason, time.now()));
  }

  /** What every rule says of a table now; of a table without rules nothing. */
  public CompletableFuture<List<Finding>> explain(TableId table) {
    return inbox.question(() -> {
      DaemonTime.Moment now = time.now();
      FleetView fleet = FleetView.of(surroundings.fleet().get(), now.wall());
      return Optional.ofNullable(fleet.tables().get(table))
          .flatMap(state -> candidate(state, now))
          .map(found -> Triggers.explain(found, context(found, fleet, now), now.wall()))
          .orElse(List.of());
    });
  }

  /** Takes one turn: what came in, what became of earlier attempts, then what is to be done. */
  public void turn() {
    settleBooks();
    DaemonTime.Moment now = time.now();
    if (time.stepped(now)) {
      LOG.warn("the clock was set to {}: only watching for a while", now.wall());
      watchingSince = now.steady();
      streaks.clear();
    }
    FleetView fleet = FleetView.of(surroundings.fleet().get(), now.wall());
    streaks.keySet().retainAll(fleet.tables().keySet());
    decisions.forgetAllBut(fleet.tables().keySet());
    attempts.verify(fleet.tables(), mandate.policy().rules(), now);
    List<TableState> wanted = wanted(fleet, now);
    try {
      wishes.grant(request -> answer(request, fleet));
      act(wanted, fleet);
      standings = standings(fleet);
      atRest = standings;
      overview = overviewNow();
    } finally {
      wishes.tell();
    }
  }

  /** Takes up what came in and writes what is owed, and begins nothing: also for the very end. */
  public void settleBooks() {
    inbox.drain();
    attempts.flush();
  }

  /** Sends home who still waits for a run: no turn will come. */
  void refuseAll() {
    wishes.refuse();
  }

  /** The tables for which every rule passes, the one furthest behind first. */
  private List<TableState> wanted(FleetView fleet, DaemonTime.Moment now) {
    List<TableState> wanted = new ArrayList<>();
    for (TableState table : fleet.tables().values()) {
      watch(table, now.wall());
      if (atRest(table.id()).isPresent()) {
        continue;
      }
      Optional<Decision> decision = decide(table, fleet, now);
      if (decision.orElse(null) instanceof Decision.Trigger) {
        wanted.add(table);
      } else {
        decision.ifPresent(hold -> decisions.told(table.id(), hold));
      }
    }
    wanted.sort(Comparator.comparing((TableState table) -> table.lag(now.wall()).orElseThrow())
        .reversed());
    return wanted;
  }

  /** Asks again before each deed: the one before it has used up room, and time has gone on. */
  private void act(List<TableState> wanted, FleetView fleet) {
    for (TableState table : wanted) {
      DaemonTime.Moment now = time.now();
      decide(table, fleet, now).ifPresent(decision -> {
        if (decision instanceof Decision.Trigger trigger) {
          Candidate found = candidate(table, now).orElseThrow();
          List<Finding> findings = Triggers.explain(found, context(found, fleet, now), now.wall());
          decisions.told(table.id(), attempts.begin(table, trigger, findings, now));
        } else {
          decisions.told(table.id(), decision);
        }
      });
    }
  }

  private RunAnswer answer(RunRequest request, FleetView fleet) {
    DaemonTime.Moment now = time.now();
    Optional<Candidate> found = Optional.ofNullable(fleet.tables().get(request.table()))
        .flatMap(table -> candidate(table, now));
    if (found.isEmpty()) {
      return new RunAnswer.NotWatched(request.table());
    }
    boolean forced = request.force().isPresent();
    List<Ruling> rulings = Requests.rulings(
        found.get(), context(found.get(), TriggerMode.AUTO, fleet, now), now.wall());
    Optional<Finding> hold = Requests.hold(rulings, forced);
    RunAnswer answer = hold.isPresent()
        ? new RunAnswer.Refused(hold.get(), Requests.hold(rulings, true).isEmpty())
        : attempts.begin(
            found.get().table(),
            TriggerMode.AUTO,
            new TriggerAttempt.Origin(request.by(), request.why(), Requests.words(rulings, forced)),
            now);
    if (answer instanceof RunAnswer.Refused refused) {
      LOG.atInfo()
          .addKeyValue("controller", request.table().controller())
          .addKeyValue("table", request.table().table())
          .addKeyValue("by", request.by())
          .addKeyValue("why", request.why())
          .addKeyValue("reason", refused.finding().rule().label())
          .addKeyValue("saw", refused.finding().saw())
          .log("trigger request refused");
    }
    return answer;
  }

  private void watch(TableState table, Instant now) {
    TriggerRules rules = mandate.policy().rules().get(table.id());
    if (rules != null) {
      Candidate candidate =
          candidate(table, rules, TriggerHistory.none(), Optional.empty(), Optional.empty());
      Streak before = streaks.getOrDefault(table.id(), Streak.none());
      streaks.put(table.id(), before.next(table, candidate.threshold(), now));
    }
  }

  private Optional<Decision> decide(TableState table, FleetView fleet, DaemonTime.Moment now) {
    return candidate(table, now)
        .map(found -> Triggers.decide(found, context(found, fleet, now), now.wall()));
  }

  private Optional<Candidate> candidate(TableState table, DaemonTime.Moment now) {
    return Optional.ofNullable(mandate.policy().rules().get(table.id()))
        .map(rules -> candidate(
            table,
            rules,
            attempts.ledger().history(table.id(), now),
            mandate.schedules().nearest(table, now.wall()),
            mandate.schedules().problem(table, now.wall())));
  }

  private Candidate candidate(
      TableState table,
      TriggerRules rules,
      TriggerHistory history,
      Optional<Instant> scheduled,
      Optional<String> scheduleProblem) {
    return new Candidate(
        table,
        rules,
        history,
        streaks.getOrDefault(table.id(), Streak.none()),
        scheduled,
        scheduleProblem);
  }

  private TriggerContext context(Candidate candidate, FleetView fleet, DaemonTime.Moment now) {
    return context(
        candidate, candidate.rules().mode().atMost(mandate.policy().ceiling()), fleet, now);
  }

  private TriggerContext context(
      Candidate candidate, TriggerMode mode, FleetView fleet, DaemonTime.Moment now) {
    TableId id = candidate.table().id();
    long unsettled = attempts.ledger().open().stream()
        .filter(open -> open.table().controller().equals(id.controller()))
        .filter(open -> open.counts(mode) && fleet.tables().containsKey(open.table()))
        .count();
    return new TriggerContext(
        mandate.policy().limits(),
        mandate.policy().ceiling(),
        pauses.all(),
        now.told(watchingSince),
        new FleetSummary(
            fleet.known(),
            fleet.behind(),
            attempts.ledger().attemptsLastHour(mode, now.steady()),
            (int) unsettled),
        surroundings.leader().getAsBoolean(),
        attempts.storeProblem());
  }

  private TriggerOverview overviewNow() {
    int spent = attempts
        .ledger()
        .attemptsLastHour(mandate.policy().ceiling(), time.now().steady());
    return new TriggerOverview(
        mandate.policy().ceiling(),
        pauses.all(),
        Math.max(0, mandate.policy().limits().attemptsPerHour() - spent),
        attempts.storeProblem());
  }

  private Map<TableId, TriggerStanding> standings(FleetView fleet) {
    DaemonTime.Moment now = time.now();
    Map<TableId, TriggerStanding> next = new HashMap<>();
    for (TableState table : fleet.tables().values()) {
      atRest(table.id())
          .or(() -> candidate(table, now).map(this::standing))
          .ifPresent(standing -> next.put(table.id(), standing));
    }
    return Collections.unmodifiableMap(next);
  }

  /** A disabled table for which nothing was tried stands as it stood: a fleet has thousands. */
  private Optional<TriggerStanding> atRest(TableId id) {
    return Optional.ofNullable(atRest.get(id))
        .filter(last -> last.mode() == TriggerMode.DISABLED)
        .filter(last -> attempts.ledger().history(id).entries().isEmpty());
  }

  private TriggerStanding standing(Candidate candidate) {
    TableId id = candidate.table().id();
    TriggerMode mode = candidate.rules().mode().atMost(mandate.policy().ceiling());
    int inVain = candidate.history().counting(mode).inVain();
    return new TriggerStanding(
        id,
        mode,
        decisions.latest(id),
        Triggers.cooldownUntil(candidate, mode),
        inVain,
        inVain >= candidate.rules().maxAttempts(),
        attempts.ledger().history(id));
  }
}
