package io.icewatch.sandbox;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a sandbox is started with. It is made from {@link #of} by changing what differs: each such
 * method gives the same settings with that one component replaced.
 *
 * @param port the port on 127.0.0.1; 0 takes a free one
 * @param pathPrefix what stands before every path: empty, or {@code /api/pinot}
 * @param zooKeeperRoot the node above {@code ICEBERG_WATCHER_STATUS}: empty, or {@code
 *     /PinotCluster/PROPERTYSTORE}
 * @param access who may ask; empty: everybody
 * @param clockSkew what the controller's clock is ahead of the machine's; data are committed by the
 *     machine's
 * @param generation the API it speaks at first
 * @param tables its tables, names unique
 */
public record SandboxSettings(
    int port,
    String pathPrefix,
    String zooKeeperRoot,
    Optional<Access> access,
    Duration clockSkew,
    Generation generation,
    List<SandboxTable> tables) {
  public SandboxSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
    }
    path("pathPrefix", pathPrefix);
    path("zooKeeperRoot", zooKeeperRoot);
    tables = List.copyOf(tables);
    Set<String> names = new HashSet<>();
    for (SandboxTable table : tables) {
      if (!names.add(table.name())) {
        throw new IllegalArgumentException(
            "tables: '" + table.name() + "' twice (expected: unique names)");
      }
    }
  }

  /** Those tables on a free port: no prefix, no root, open to everybody, no skew. */
  public static SandboxSettings of(List<SandboxTable> tables) {
    return new SandboxSettings(
        0, "", "", Optional.empty(), Duration.ZERO, Generation.ICEBERG, tables);
  }

  public SandboxSettings onPort(int other) {
    return new SandboxSettings(
        other, pathPrefix, zooKeeperRoot, access, clockSkew, generation, tables);
  }

  public SandboxSettings under(String prefix) {
    return new SandboxSettings(port, prefix, zooKeeperRoot, access, clockSkew, generation, tables);
  }

  public SandboxSettings inZooKeeperUnder(String root) {
    return new SandboxSettings(port, pathPrefix, root, access, clockSkew, generation, tables);
  }

  public SandboxSettings guardedBy(Access other) {
    return new SandboxSettings(
        port, pathPrefix, zooKeeperRoot, Optional.of(other), clockSkew, generation, tables);
  }

  public SandboxSettings skewedBy(Duration skew) {
    return new SandboxSettings(port, pathPrefix, zooKeeperRoot, access, skew, generation, tables);
  }

  public SandboxSettings speaking(Generation other) {
    return new SandboxSettings(port, pathPrefix, zooKeeperRoot, access, clockSkew, other, tables);
  }

  private static void path(String name, String value) {
    if (!value.matches("(/[A-Za-z0-9_.-]+)*")) {
      throw new IllegalArgumentException(
          name + ": '" + value + "' (expected: empty, or a path without a slash at its end)");
    }
  }
}
