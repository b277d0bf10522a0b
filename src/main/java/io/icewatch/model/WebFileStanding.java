package io.icewatch.model;

import java.time.Instant;
import java.util.Optional;

/**
 * How the web config file stands.
 *
 * @param successful whether what it says now is in force
 * @param since when it was last read with success
 * @param expiry when the certificate that is in force expires
 */
public record WebFileStanding(boolean successful, Instant since, Optional<Instant> expiry) {}
