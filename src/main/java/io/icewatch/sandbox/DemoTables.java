package io.icewatch.sandbox;

import java.time.Duration;
import java.util.List;

/** The demo's fleet: eleven tables, each in a trouble of its own but the first. */
public final class DemoTables {
  private static final String EVERY_20_SECONDS = "0/20 * * * * ?";
  private static final String EVERY_5_SECONDS = "0/5 * * * * ?";
  private static final String ONCE_A_YEAR = "0 0 4 1 1 ?";

  /** Late enough for an observer that starts with the sandbox to have seen the table whole. */
  private static final Duration DEED_AT = Duration.ofSeconds(10);

  private DemoTables() {}

  /** The tables, in the order to look at them. */
  public static List<SandboxTable> all() {
    return List.of(
        SandboxTable.named("orders_OFFLINE")
            .writing(Writing.once(3).then(Duration.ofSeconds(2), 1))
            .scheduled(EVERY_20_SECONDS)
            .taking(Duration.ofMillis(200)),
        // As many files arrive as are ingested: it never gets far ahead, and never up.
        SandboxTable.named("clicks_OFFLINE")
            .checkpointing(CheckpointType.TIMESTAMP)
            .writing(Writing.once(3).then(Duration.ofSeconds(4), 1))
            .scheduled(EVERY_20_SECONDS)
            .taking(Duration.ofMillis(200))
            .behaving(Behaviour.SLOW),
        SandboxTable.named("payments_OFFLINE")
            .writing(Writing.once(3).then(Duration.ofSeconds(10), 2))
            .scheduled(EVERY_20_SECONDS)
            .taking(Duration.ofMillis(200))
            .behaving(Behaviour.FAILING),
        SandboxTable.named("shipments_OFFLINE")
            .writing(Writing.once(3).then(Duration.ofSeconds(10), 2))
            .scheduled(EVERY_5_SECONDS)
            .taking(Duration.ofMillis(500))
            .behaving(Behaviour.STUCK),
        SandboxTable.named("raw_events_OFFLINE")
            .from(Source.S3_CATALOG)
            .checkpointing(CheckpointType.TIMESTAMP)
            .writing(Writing.once(3).then(Duration.ofSeconds(5), 1))
            .scheduled(EVERY_20_SECONDS)
            .taking(Duration.ofMillis(200)),
        SandboxTable.named("returns_OFFLINE")
            .neverIngested()
            .writing(Writing.once(3).then(Duration.ofSeconds(30), 1)),
        // Ingested once; its schedule is real and far away, so nobody runs it.
        SandboxTable.named("inventory_OFFLINE")
            .writing(Writing.once(3).then(Duration.ofSeconds(20), 2))
            .scheduled(ONCE_A_YEAR)
            .taking(Duration.ofMillis(200)),
        SandboxTable.named("sessions_OFFLINE")
            .writing(Writing.once(3).then(Duration.ofSeconds(3), 2))
            .scheduled(EVERY_20_SECONDS)
            .taking(Duration.ofMillis(200))
            .upkeep(Upkeep.Deed.COMPACT, Duration.ofSeconds(15)),
        // Runs often at first, so that there soon is a snapshot before the checkpoint's.
        SandboxTable.named("refunds_OFFLINE")
            .writing(Writing.once(3).then(Duration.ofSeconds(4), 1))
            .scheduled(EVERY_5_SECONDS)
            .taking(Duration.ofMillis(100))
            .upkeep(Upkeep.Deed.ROLL_BACK, DEED_AT),
        SandboxTable.named("archive_OFFLINE")
            .writing(Writing.once(3).then(Duration.ofSeconds(4), 2))
            .scheduled(ONCE_A_YEAR)
            .upkeep(Upkeep.Deed.EXPIRE, DEED_AT),
        SandboxTable.named("customers_OFFLINE")
            .writing(Writing.once(3).then(Duration.ofSeconds(10), 2))
            .scheduled(ONCE_A_YEAR)
            .upkeep(Upkeep.Deed.RECREATE, DEED_AT));
  }
}
