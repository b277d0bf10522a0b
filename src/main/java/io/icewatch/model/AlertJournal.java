package io.icewatch.model;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The durable record of open alerts and of what receivers took; it outlives the process however that
 * ends.
 *
 * <p>Each method returns after its change is durable. When it throws, the change may be durable or
 * not: the caller must be right in either case. Instants are kept to the millisecond.
 */
public interface AlertJournal {
  /**
   * All that is kept.
   *
   * @param alerts pending, firing and resolved ones
   * @param deliveries by the receiver's name
   */
  record Contents(List<Alert> alerts, Map<String, List<AlertDelivery>> deliveries) {
    public Contents {
      alerts = List.copyOf(alerts);
      deliveries = Map.copyOf(deliveries);
    }

    /** Nothing yet. */
    public static Contents none() {
      return new Contents(List.of(), Map.of());
    }
  }

  /** What is durable now. */
  Contents load() throws JournalException;

  /** Writes alerts in place of what was known of them, and forgets others. */
  void write(Collection<Alert> changed, Collection<AlertLabels> gone) throws JournalException;

  /** Writes what a receiver took, in place of what it took of these alerts before. */
  void delivered(String receiver, Collection<AlertDelivery> deliveries) throws JournalException;

  /** Forgets what a receiver took of some alerts. */
  void forget(String receiver, Collection<AlertLabels> gone) throws JournalException;
}
