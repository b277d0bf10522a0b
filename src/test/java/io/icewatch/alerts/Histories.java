package io.icewatch.alerts;

import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.DiscoveryState;
import io.icewatch.model.Endpoint;
import io.icewatch.model.Failure;
import io.icewatch.model.Position;
import io.icewatch.model.SourceViews;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What may happen to a small fleet: at least once each thing that an alert is about. */
final class Histories {
  private static final String ORDERS = "orders_OFFLINE";
  private static final String CLICKS = "clicks_OFFLINE";
  private static final Failure TIMED_OUT =
      new Failure.TimedOut(Duration.ofSeconds(10), "no answer in 10 s");
  private static final Failure REFUSED = new Failure.Unreachable("connection refused");
  private static final Failure DENIED = new Failure.Denied(403, "permission is denied");
  private static final Failure NO_TABLE = new Failure.TableUnknown("no such table");

  private Histories() {}

  /**
   * A history.
   *
   * @param alerts the names of those that the push tells of in it
   */
  record Told(String name, SortedSet<String> alerts, Consumer<PastFleet> history) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Told told(String name, Consumer<PastFleet> history, String... alerts) {
    return new Told(name, new TreeSet<>(List.of(alerts)), history);
  }

  static List<Told> all() {
    String lag = "PinotIcebergLagHigh";
    String failed = "PinotIcebergIngestionFailed";
    String stalled = "PinotIcebergIngestionStalled";
    String stuck = "PinotIcebergRunStuck";
    String lost = "PinotIcebergCheckpointLost";
    String unobserved = "PinotIcebergTableUnobserved";
    String lagUnknown = "PinotIcebergLagUnknown";
    return List.of(
        told("lag rises past both thresholds, and a run ends it", Histories::late, lag),
        told("no run starts, and then one does", Histories::stalled, lag, stalled),
        told("a failed run, another that fails, and one that completes", Histories::failed, failed),
        told("a run that moves no more, over a restart", Histories::stuck, stuck),
        told("a table that has no checkpoint", Histories::never, "PinotIcebergNeverIngested"),
        told("the checkpoint's snapshot leaves the history", Histories::lost, lost),
        told(
            "the checkpoint is about to expire",
            Histories::expiring,
            "PinotIcebergCheckpointExpiring",
            lag,
            stalled),
        told("the checkpoint goes back", Histories::back, "PinotIcebergCheckpointRegressed"),
        told("segments are missing", Histories::missing, "PinotIcebergSegmentsMissing"),
        told("the counts differ", Histories::miscounted, "PinotIcebergFilesMismatch"),
        told(
            "the file counts are unknown for hours",
            Histories::unknownLag,
            lag,
            stalled,
            unobserved),
        told("one table is silent, the other is well", Histories::silentTable, unobserved),
        told(
            "the controller is gone for two hours",
            Histories::silentController,
            "PinotIcebergControllerUnreachable",
            lag,
            unobserved),
        told("the table was dropped", Histories::dropped, "PinotIcebergTableVanished", unobserved),
        told(
            "the credentials are refused",
            Histories::refused,
            "PinotIcebergCredentialsRefused",
            unobserved),
        told(
            "the catalog does not answer",
            Histories::silentCatalog,
            "PinotIcebergCatalogUnreachable"),
        told(
            "the list of tables does not come, then too many are listed",
            Histories::discovered,
            "PinotIcebergDiscoveryFailing",
            "PinotIcebergTablesDropped"),
        told("polls and scrapes are missed", Histories::missed, lag),
        told("restarts while an alert is pending and firing", Histories::restarts, failed, lag),
        told("a table leaves the configuration", Histories::removed, lag),
        told("the trigger gives up", Histories::gaveUp, "PinotIcebergTriggerGaveUp"),
        told(
            "the store fails and notices do not arrive",
            Histories::ailing,
            "IcewatchNotificationsFailing",
            "IcewatchStoreFailing"));
  }

  private static void discovered(PastFleet fleet) {
    fleet.discovery(DiscoveryState.initial(0));
    fleet.goOn(10);
    fleet.discovery(unlisted(0));
    fleet.goOn(12);
    fleet.unscraped();
    fleet.goOn(8);
    fleet.discovery(complete(2, 0));
    fleet.table(CLICKS).completes();
    fleet.goOn(10);
    fleet.discovery(unlisted(2));
    fleet.goOn(20);
    fleet.discovery(complete(2, 5));
    fleet.goOn(20);
    fleet.discovery(complete(2, 0));
    fleet.goOn(15);
  }

  private static DiscoveryState unlisted(int tables) {
    return new DiscoveryState(
        tables, 0, 0, 0, Optional.empty(), Optional.of("unreachable: connection refused"));
  }

  private static DiscoveryState complete(int tables, int dropped) {
    return new DiscoveryState(
        tables,
        0,
        dropped,
        0,
        Optional.of(Instant.parse("2026-03-01T12:00:00Z")),
        Optional.empty());
  }

  private static PastTable well(PastFleet fleet) {
    fleet.table(CLICKS).completes();
    PastTable orders = fleet.table(ORDERS).completes();
    fleet.goOn(10);
    return orders;
  }

  private static void late(PastFleet fleet) {
    PastTable orders = well(fleet);
    orders.commits(3);
    for (int i = 0; i < 6; i++) {
      fleet.goOn(12);
      orders.begins();
      fleet.goOn(2);
      orders.completesNothing();
      fleet.step();
    }
    orders.completes();
    fleet.goOn(30);
  }

  private static void stalled(PastFleet fleet) {
    PastTable orders = well(fleet);
    orders.commits(3);
    fleet.goOn(75);
    orders.begins();
    fleet.goOn(15);
    orders.completes();
    fleet.goOn(30);
  }

  private static void failed(PastFleet fleet) {
    PastTable orders = well(fleet);
    orders.fails();
    fleet.goOn(5);
    orders.begins();
    fleet.goOn(10);
    orders.fails();
    fleet.goOn(5);
    orders.begins();
    fleet.goOn(3);
    orders.completes();
    fleet.goOn(15);
    orders.fails();
    fleet.step();
    orders.completes();
    fleet.goOn(15);
  }

  private static void stuck(PastFleet fleet) {
    PastTable orders = well(fleet);
    orders.begins();
    fleet.goOn(45);
    fleet.restart(3);
    fleet.goOn(45);
    orders.silent(TIMED_OUT);
    fleet.goOn(8);
    orders.answers();
    fleet.goOn(5);
    orders.completes();
    fleet.goOn(20);
  }

  private static void never(PastFleet fleet) {
    fleet.table(CLICKS).completes();
    PastTable orders = fleet.table(ORDERS);
    fleet.goOn(75);
    orders.silent(TIMED_OUT);
    fleet.goOn(3);
    orders.answers().begins();
    fleet.goOn(4);
    orders.completes();
    fleet.goOn(15);
  }

  private static void lost(PastFleet fleet) {
    PastTable orders = well(fleet).stands(now -> new Position.Current());
    fleet.goOn(10);
    orders.stands(now -> new Position.Gap(SourceViews.waiting(3, now.minusSeconds(60))));
    fleet.goOn(6);
    orders.begins();
    fleet.goOn(8);
    orders.fails();
    fleet.goOn(10);
    orders.stands(now -> new Position.Current()).completes();
    fleet.goOn(20);
  }

  private static void expiring(PastFleet fleet) {
    PastTable orders = well(fleet).stands(now -> new Position.Current());
    fleet.goOn(10);
    Instant[] since = new Instant[1];
    orders.commits(2).stands(now -> {
      since[0] = since[0] == null ? now : since[0];
      return new Position.Behind(SourceViews.waiting(2, since[0]));
    });
    fleet.goOn(230);
    orders.stands(now -> new Position.Current()).completes();
    fleet.goOn(20);
  }

  private static void back(PastFleet fleet) {
    PastTable orders = well(fleet);
    Instant then = Instant.parse("2026-03-01T11:00:00Z");
    orders.reached(new Checkpoint.Timestamp(then));
    fleet.goOn(10);
    orders.reached(new Checkpoint.Timestamp(then.minusSeconds(600)));
    fleet.goOn(80);
  }

  private static void missing(PastFleet fleet) {
    PastTable orders = well(fleet);
    orders.completes(6, 4);
    fleet.goOn(20);
    orders.completes(6, 6);
    fleet.goOn(375);
  }

  private static void miscounted(PastFleet fleet) {
    PastTable orders = well(fleet).stands(now -> new Position.Current());
    orders.commits(2).miscounts(2);
    fleet.goOn(45);
    orders.commits(-2).completes();
    fleet.goOn(20);
  }

  private static void unknownLag(PastFleet fleet) {
    PastTable orders = well(fleet);
    orders.commits(3);
    fleet.goOn(40);
    orders.silent(TIMED_OUT, Endpoint.FILES);
    fleet.goOn(150);
    orders.answers();
    fleet.goOn(2);
    orders.completes();
    fleet.goOn(20);
  }

  private static void silentTable(PastFleet fleet) {
    PastTable orders = well(fleet);
    orders.silent(TIMED_OUT);
    fleet.goOn(90);
    orders.answers();
    fleet.goOn(20);
  }

  private static void silentController(PastFleet fleet) {
    PastTable orders = well(fleet);
    orders.commits(3);
    fleet.goOn(20);
    orders.silent(REFUSED);
    fleet.table(CLICKS).silent(REFUSED);
    fleet.goOn(120);
    orders.answers().completes();
    fleet.table(CLICKS).answers();
    fleet.goOn(20);
  }

  private static void dropped(PastFleet fleet) {
    PastTable orders = well(fleet);
    orders.silent(NO_TABLE);
    fleet.goOn(30);
    orders.answers();
    fleet.goOn(20);
  }

  private static void refused(PastFleet fleet) {
    PastTable orders = well(fleet);
    orders.silent(DENIED);
    fleet.table(CLICKS).silent(DENIED);
    fleet.goOn(30);
    orders.answers();
    fleet.table(CLICKS).answers();
    fleet.goOn(20);
  }

  private static void silentCatalog(PastFleet fleet) {
    PastTable orders = well(fleet).stands(now -> new Position.Current());
    fleet.goOn(10);
    orders.catalogSays(now -> new CatalogAnswer.Unreachable("connection refused"));
    fleet.goOn(45);
    orders.stands(now -> new Position.Current());
    fleet.goOn(15);
  }

  private static void missed(PastFleet fleet) {
    PastTable orders = well(fleet);
    orders.commits(3);
    fleet.goOn(15);
    fleet.unscraped();
    fleet.step();
    orders.silent(TIMED_OUT);
    fleet.step();
    orders.answers();
    fleet.goOn(5);
    fleet.unscraped();
    fleet.unscraped();
    orders.silent(REFUSED);
    fleet.goOn(2);
    orders.answers().completes();
    fleet.step();
    fleet.unscraped();
    fleet.goOn(15);
  }

  private static void restarts(PastFleet fleet) {
    PastTable orders = well(fleet);
    orders.commits(3);
    fleet.goOn(16);
    fleet.restart(2);
    fleet.goOn(10);
    fleet.restart(4);
    orders.fails();
    fleet.goOn(1);
    fleet.restart(1);
    fleet.goOn(5);
    fleet.restart(5);
    orders.completes();
    fleet.goOn(15);
  }

  private static void removed(PastFleet fleet) {
    PastTable orders = well(fleet);
    orders.commits(3);
    fleet.goOn(25);
    fleet.remove(ORDERS);
    fleet.goOn(15);
  }

  private static void gaveUp(PastFleet fleet) {
    PastTable orders = well(fleet);
    orders.gaveUp(true);
    fleet.goOn(10);
    orders.gaveUp(false);
    fleet.goOn(15);
  }

  private static void ailing(PastFleet fleet) {
    well(fleet);
    fleet.store(Optional.of("icewatch.db: disk full"));
    fleet.delivers(false);
    fleet.goOn(25);
    fleet.store(Optional.empty());
    fleet.delivers(true);
    fleet.goOn(20);
  }

  /** Four hours of commits, runs, silences and missed scrapes as they come, and of restarts. */
  static void random(PastFleet fleet, Random random, boolean restarts) {
    List<String> names = List.of(ORDERS, CLICKS, "users_OFFLINE");
    names.forEach(name -> fleet.table(name).completes());
    int[] silentFor = new int[names.size()];
    for (int step = 0; step < 480; step++) {
      for (int i = 0; i < names.size(); i++) {
        happens(fleet.table(names.get(i)), random);
        silentFor[i] = silence(fleet.table(names.get(i)), silentFor[i], random);
      }
      switch (random.nextInt(60)) {
        case 0 -> {
          if (restarts) {
            fleet.restart(1 + random.nextInt(5));
          } else {
            fleet.step();
          }
        }
        case 1, 2 -> {
          // Two in a row, while something changes, would be one evaluation more.
          fleet.unscraped();
          fleet.step();
        }
        default -> fleet.step();
      }
    }
  }

  private static void happens(PastTable table, Random random) {
    if (random.nextInt(20) == 0) {
      table.commits(1 + random.nextInt(3));
    }
    if (table.isRunning() && random.nextInt(12) == 0) {
      if (random.nextInt(3) == 0) {
        table.fails();
      } else {
        table.completes();
      }
    } else if (!table.isRunning() && random.nextInt(40) == 0) {
      table.begins();
    }
  }

  /** For how many steps more the table is silent, some or all of its questions. */
  private static int silence(PastTable table, int left, Random random) {
    if (left == 1) {
      table.answers();
    }
    if (left > 0) {
      return left - 1;
    }
    if (random.nextInt(50) != 0) {
      return 0;
    }
    Failure failure = random.nextBoolean() ? TIMED_OUT : REFUSED;
    if (random.nextBoolean()) {
      table.silent(failure);
    } else {
      table.silent(failure, Endpoint.FILES, Endpoint.FILES_AT_CHECKPOINT);
    }
    return 1 + random.nextInt(random.nextBoolean() ? 3 : 60);
  }
}
