package io.icewatch.sandbox;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.zookeeper.server.DataTree;
import org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;
import org.apache.zookeeper.server.persistence.FilePadding;
import org.apache.zookeeper.server.persistence.FileTxnSnapLog;
import org.apache.zookeeper.util.ServiceUtils;

/**
 * A standalone ZooKeeper server in this process, on a free port of loopback, without an admin
 * server.
 */
final class EmbeddedZooKeeper implements AutoCloseable {
  private static final int TICK_MS = 2_000;
  private static final int MAX_CLIENTS = 60;
  private static final long LOG_BYTES = 256 * 1024;

  private final ZooKeeperServer server;
  private final NIOServerCnxnFactory connections;

  private EmbeddedZooKeeper(ZooKeeperServer server, NIOServerCnxnFactory connections) {
    this.server = server;
    this.connections = connections;
  }

  /** Its threads are daemons if the calling thread is one. */
  static EmbeddedZooKeeper start(Path dir) {
    // By default a server that cannot go on ends the JVM, and its log takes 64 MB at once.
    ServiceUtils.setSystemExitProcedure(ServiceUtils.LOG_ONLY);
    FilePadding.setPreallocSize(LOG_BYTES);
    Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
    try {
      ZooKeeperServer server = new ZooKeeperServer(new LogOnly(dir.toFile()), TICK_MS, "");
      server.setMaxSessionTimeout(WatcherStore.SESSION_MS);
      NIOServerCnxnFactory connections = new NIOServerCnxnFactory();
      connections.configure(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), MAX_CLIENTS, -1, false);
      connections.startup(server, true);
      return new EmbeddedZooKeeper(server, connections);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while ZooKeeper started", e);
    } finally {
      // Its connections put a handler of their own over the whole JVM.
      Thread.setDefaultUncaughtExceptionHandler(handler);
    }
  }

  /** Host and port, as a client's connect string. */
  String address() {
    return "127.0.0.1:" + connections.getLocalPort();
  }

  @Override
  public void close() {
    connections.shutdown();
    server.shutdown(true);
  }

  /**
   * A store that writes the transaction log and no snapshots: nobody starts from them again, and
   * the class that writes them wants Snappy's native library.
   */
  private static final class LogOnly extends FileTxnSnapLog {
    private final File dir;

    LogOnly(File dir) throws IOException {
      super(dir, dir);
      this.dir = dir;
    }

    @Override
    public File save(DataTree tree, ConcurrentHashMap<Long, Integer> sessions, boolean sync) {
      return dir;
    }
  }
}
