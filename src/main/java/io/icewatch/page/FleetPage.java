package io.icewatch.page;

import io.icewatch.model.Snapshot;
import java.time.Instant;

/** The landing page: the tables of the fleet, worst first unless asked for otherwise. */
public final class FleetPage {
  private FleetPage() {}

  /** The whole page, which works without its script. */
  public static String html(FleetQuery query, Snapshot fleet, LagTrail trail, Instant now) {
    return Rendering.of(JtefleetGenerated::render, FleetView.of(query, fleet, trail, now));
  }

  /** The part of it that lives. */
  public static String live(FleetQuery query, Snapshot fleet, LagTrail trail, Instant now) {
    return Rendering.of(JtefleetliveGenerated::render, FleetView.of(query, fleet, trail, now));
  }
}
