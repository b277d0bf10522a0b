package io.icewatch.poll;

import io.icewatch.model.History;
import io.icewatch.model.TableState;

/** Where the end of a table's turn goes. */
interface Outlet {
  /**
   * Takes what a turn found.
   *
   * @param before the history before the turn
   * @throws InterruptedException when polling is being stopped
   */
  void settled(History before, TableState after) throws InterruptedException;
}
