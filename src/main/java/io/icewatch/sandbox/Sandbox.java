package io.icewatch.sandbox;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running reference controller over its own Iceberg tables and ZooKeeper, all in this process.
 *
 * <p>It is a composition root of its own, as the separate process it stands for would be: the only
 * place of the package that names the system's clock. Methods may be called from any thread; all
 * but those that change a table's source, {@link #truth} and {@link #close} return at once.
 */
public final class Sandbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);

  private final SandboxSettings settings;
  private final Parts parts;
  private final Fleet fleet;
  private final Registrar registrar;
  private final RequestLog log;
  private final Spoken spoken;
  private final HttpFront http;

  private Sandbox(
      SandboxSettings settings,
      Parts parts,
      Fleet fleet,
      Registrar registrar,
      RequestLog log,
      Spoken spoken,
      HttpFront http) {
    this.settings = settings;
    this.parts = parts;
    this.fleet = fleet;
    this.registrar = registrar;
    this.log = log;
    this.spoken = spoken;
    this.http = http;
  }

  /**
   * Starts everything; returns when the tables exist, the first ingestions are done and requests
   * are answered.
   *
   * @throws IllegalStateException when a part cannot start, as on an occupied port; nothing is left
   *     running or lying about then
   */
  public static Sandbox start(SandboxSettings settings) {
    // Logged here so that logging is up before four threads begin to log at once.
    LOG.debug("starting with {} tables", settings.tables().size());
    InstantSource clock = InstantSource.offset(InstantSource.system(), settings.clockSkew());
    Parts parts = new Parts(settings.zooKeeperRoot());
    try {
      Fleet fleet = fleet(settings.tables(), parts, clock);
      RequestLog log = new RequestLog();
      Spoken spoken = new Spoken(settings.generation());
      Registrar registrar = new Registrar(parts, clock);
      Front front = new Front(
          settings.pathPrefix(),
          new PinotRoutes(settings.access(), fleet, parts.store().join(), spoken),
          new ControlRoutes(fleet, registrar, log, spoken),
          log,
          clock);
      parts.catalog().join();
      HttpFront http = HttpFront.start(settings.port(), front, parts.threads().answering(), clock);
      fleet.members().forEach(member -> Registrar.begin(member, parts.threads(), clock));
      return new Sandbox(settings, parts, fleet, registrar, log, spoken, http);
    } catch (CompletionException e) {
      parts.close();
      throw new IllegalStateException(
          "sandbox: a part did not start: " + e.getCause(), e.getCause());
    } catch (RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  private static Fleet fleet(List<SandboxTable> tables, Parts parts, InstantSource clock) {
    List<CompletableFuture<Fleet.Member>> members = tables.stream()
        .map(table -> parts
            .lake()
            .thenCombineAsync(
                parts.store(),
                (lake, store) -> Registrar.make(table, lake, store, parts.threads(), clock),
                parts.threads().workers()))
        .toList();
    return new Fleet(members.stream().map(CompletableFuture::join).toList());
  }

  /** The controller's base URL, path prefix included, without a slash at its end. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + http.port() + settings.pathPrefix());
  }

  /** Names with their type, in the order they were made. */
  public List<String> tables() {
    return fleet.names();
  }

  /**
   * What is true of a table now; waits for a change of its source that is being made.
   *
   * @throws IllegalArgumentException for a name that is none of {@link #tables}, here and below
   */
  public Truth truth(String table) {
    return fleet.require(table).table().truth();
  }

  /** What was asked of the controller so far, oldest first; the last 10,000. */
  public List<RecordedRequest> requests() {
    return log.all();
  }

  /** Upgrades the controller, or takes it back: it speaks another generation from now on. */
  public void speak(Generation generation) {
    spoken.change(generation);
  }

  /** Makes the table's runs go another way from now on, the one in flight included. */
  public void behave(String table, Behaviour behaviour) {
    fleet.require(table).table().behave(behaviour);
  }

  /** Commits one snapshot of {@code files} new data files. */
  public void commit(String table, int files) {
    fleet.require(table).table().commit(files);
  }

  /**
   * Expires every snapshot of the source but the newest. A checkpoint more than one snapshot behind
   * is lost by it: its files can no longer be counted, and runs fail.
   */
  public void expire(String table) {
    fleet.require(table).table().expire();
  }

  /** Rewrites the source's small files into one; false when there are fewer than two. */
  public boolean compact(String table) {
    return fleet.require(table).table().compact();
  }

  /**
   * Rolls the source back to the snapshot before the checkpoint's; false when the checkpoint is not
   * on its line or that snapshot is not held. Runs fail from then on.
   */
  public boolean rollBack(String table) {
    return fleet.require(table).table().rollBack();
  }

  /** Drops the source and creates an empty one under its name. Runs fail from then on. */
  public void recreate(String table) {
    fleet.require(table).table().recreate();
  }

  /**
   * Creates a table.
   *
   * @throws IllegalArgumentException when there is one of its name
   */
  public void create(SandboxTable table) {
    registrar.create(fleet, table);
  }

  /** Drops a table, and with it its source, its last run and its checkpoint. */
  public void drop(String table) {
    registrar.drop(fleet, table);
  }

  /** Keeps the table's writer and its upkeep from any change until {@link #resumeWriter}. */
  public void pauseWriter(String table) {
    fleet.require(table).writer().pause();
  }

  /** Lets the table's writer go on at its next turn; none that was missed is made up. */
  public void resumeWriter(String table) {
    fleet.require(table).writer().resume();
  }

  /**
   * The base address of the Iceberg REST catalog that the tables are in: an {@code orders_OFFLINE}
   * is {@code sandbox.orders} there. It needs no credentials and chooses no FileIO for its clients.
   */
  public URI catalogUrl() {
    return URI.create("http://127.0.0.1:" + parts.catalog().join().uri().getPort());
  }

  /** The connect string of the ZooKeeper that holds the watcher's status. */
  public String zooKeeper() {
    return parts.zooKeeper().join().address();
  }

  /**
   * What an Iceberg reader of the sandbox's catalog is configured with. The catalog's name must be
   * {@code sandbox}, a JDBC catalog files its tables under it; a table is {@code sandbox.} and the
   * Pinot table's name without its type.
   */
  public Map<String, String> catalogProperties() {
    return Lake.properties(parts.directory().path().resolve("lake"));
  }

  /** Stops answering, writing and running, ends all threads, deletes the directory. */
  @Override
  public void close() {
    try {
      http.close();
    } finally {
      parts.close();
    }
  }
}
