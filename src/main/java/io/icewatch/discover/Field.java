package io.icewatch.discover;

import io.icewatch.model.Answer;
import io.icewatch.model.DiscoveryState;
import io.icewatch.model.TableListing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where the scouts work: whom they ask, and who goes by what they find. */
public interface Field {
  /**
   * Asks a controller which tables it has, within its budget.
   *
   * @throws InterruptedException when discovery is being stopped
   */
  Answer<TableListing> list(String controller, Duration timeout) throws InterruptedException;

  /** Watches these tables of the controller from now on, and no others that were found on it. */
  void found(String controller, List<String> tables);

  /** Shows how the discovery stands; empty when there is none any more. */
  void stands(String controller, Optional<DiscoveryState> state);
}
