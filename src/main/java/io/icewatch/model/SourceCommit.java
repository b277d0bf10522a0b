package io.icewatch.model;

import java.time.Instant;
import java.util.Optional;

/**
 * One commit of a source table, for its history.
 *
 * @param operation append, overwrite, delete, replace; empty when the writer did not say
 * @param files data files it added
 * @param records rows in them
 * @param bytes their size; delete files do not count
 */
public record SourceCommit(
    long snapshotId,
    Instant at,
    Optional<String> operation,
    Counted files,
    Counted records,
    Counted bytes) {}
