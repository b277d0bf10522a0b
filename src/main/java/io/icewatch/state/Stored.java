package io.icewatch.state;

import io.icewatch.model.History;

/**
 * What the file holds of one table.
 *
 * @param key the table's number in the file
 * @param firstRun the sequence number of the first line of the run log; the others follow it
 * @param firstCount the sequence number of the first count change; the others follow it
 * @param history the facts
 */
record Stored(long key, long firstRun, long firstCount, History history) {}
