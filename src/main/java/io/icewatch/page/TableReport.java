package io.icewatch.page;

import io.icewatch.model.Alert;
import io.icewatch.model.Finding;
import io.icewatch.model.Pause;
import io.icewatch.model.TableState;
import io.icewatch.model.TriggerStanding;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of one table.
 *
 * @param trail its lag over the last hours
 * @param standing how the auto-trigger stands with it; empty when there is none
 * @param pauses those that hold for it or for everything, in force or over
 * @param findings what every rule says of it now; empty when the rules were not asked
 * @param alerts its alerts, pending, firing or just over; empty before the first look for any
 */
public record TableReport(
    TableState table,
    LagTrail.Trail trail,
    Optional<TriggerStanding> standing,
    List<Pause> pauses,
    Optional<List<Finding>> findings,
    Optional<List<Alert>> alerts) {
  public TableReport {
    pauses = List.copyOf(pauses);
    findings = findings.map(List::copyOf);
    alerts = alerts.map(List::copyOf);
  }
}
