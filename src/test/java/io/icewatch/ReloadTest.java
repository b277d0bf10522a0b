package io.icewatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

import io.icewatch.config.Configuration;
import io.icewatch.config.Loading;
import io.icewatch.metrics.ReloadMetrics;
import io.icewatch.web.Reloading;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ReloadTest {
  private static final Instant STARTED = Instant.parse("2026-03-01T12:00:00Z");
  private static final String GOOD = """
      web: {listen: "127.0.0.1:9912"}
      reload: {onChange: true, interval: 1h}
      controllers:
        - name: prod
          url: http://localhost:9000
          tables: [{name: orders_OFFLINE}]
      """;
  private static final String TWO =
      GOOD.replace("[{name: orders_OFFLINE}]", "[{name: orders_OFFLINE}, {name: clicks_OFFLINE}]");

  @TempDir
  Path directory;

  private final CollectorRegistry registry = new CollectorRegistry();
  private final ReloadMetrics metrics = new ReloadMetrics(registry, STARTED);
  private final List<Configuration> followed = new CopyOnWriteArrayList<>();
  private volatile Instant now = STARTED.plusSeconds(60);
  private volatile boolean willing = true;
  private Path path;
  private ConfigFile file;
  private Reload reload;

  @BeforeEach
  void begin() throws IOException {
    reload = of(GOOD);
    reload.start(() -> {});
  }

  /** Of a daemon that runs by this and is still starting. */
  private Reload of(String content) throws IOException {
    path = Files.writeString(directory.resolve("icewatch.yml"), content);
    file = new ConfigFile(path, Map.of());
    Configuration first = ((Loading.Loaded) file.load()).configuration();
    Roster roster = new Roster(first, Roster.Finds.none(), this::follow);
    return new Reload(file, roster, metrics, () -> now);
  }

  @AfterEach
  void end() {
    reload.close();
  }

  private CompletableFuture<Void> follow(Configuration next) {
    if (!willing) {
      throw new IllegalStateException("a defect");
    }
    followed.add(next);
    return CompletableFuture.completedFuture(null);
  }

  private Reloading.Answer reload(String content) throws IOException {
    Files.writeString(path, content);
    return reload.reload("a test").join();
  }

  private double successful() {
    return registry.getSampleValue("icewatch_config_last_reload_successful");
  }

  private double succeededAt() {
    return registry.getSampleValue("icewatch_config_last_reload_success_timestamp_seconds");
  }

  @Test
  void aGoodFileIsInForceAndItsTimeExported() throws IOException {
    assertThat(successful()).isEqualTo(1);
    assertThat(succeededAt()).isEqualTo(STARTED.getEpochSecond());
    Reloading.Answer answer = reload(TWO);
    assertThat(answer.applied()).isTrue();
    assertThat(answer.text()).isEqualTo(path + ": 1 controller, 2 tables, in force");
    assertThat(followed).hasSize(1);
    assertThat(followed.get(0).tableCount()).isEqualTo(2);
    assertThat(succeededAt()).isEqualTo(now.getEpochSecond());
  }

  @Test
  void aBadFileChangesNothingAndEveryProblemIsSaid() throws IOException {
    Reloading.Answer answer = reload(GOOD.replace("orders_OFFLINE", "''").replace("1h", "1x"));
    assertThat(answer.applied()).isFalse();
    assertThat(answer.text().lines()).hasSize(3);
    assertThat(answer.text()).startsWith(path + ": 2 problems\n  reload.interval: 1x at line 2:");
    assertThat(answer.text()).contains("\n  controllers[0].tables[0].name: '' at line 6:");
    assertThat(followed).isEmpty();
    assertThat(successful()).isZero();
    assertThat(succeededAt()).isEqualTo(STARTED.getEpochSecond());
    assertThat(reload(GOOD).applied()).isTrue();
    assertThat(successful()).isEqualTo(1);
  }

  @Test
  void aFileThatIsGoneIsABadOne() throws IOException {
    Files.delete(path);
    assertThat(reload.reload("a test").join().text()).startsWith(path + ": 1 problem\n");
    assertThat(successful()).isZero();
  }

  @Test
  void whatCannotChangeWhileTheDaemonRunsRefusesTheWholeFile() throws IOException {
    Reloading.Answer answer = reload(TWO.replace("9912", "9913") + "state: {path: elsewhere.db}\n");
    assertThat(answer.applied()).isFalse();
    assertThat(answer.text())
        .isEqualTo(path + ": 2 problems\n"
            + "  web.listen: 127.0.0.1:9913 (expected: 127.0.0.1:9912, by which the daemon runs;"
            + " another one needs a restart)\n"
            + "  state.path: " + directory.resolve("elsewhere.db") + " (expected: "
            + directory.resolve("icewatch.db") + ", by which the daemon runs; another one needs a"
            + " restart)");
    assertThat(followed).isEmpty();
  }

  @Test
  void aDefectLeavesEverythingAsItIs() throws IOException {
    willing = false;
    Reloading.Answer answer = reload(TWO);
    assertThat(answer.applied()).isFalse();
    assertThat(answer.text()).isEqualTo(path + ": could not be taken up: see the log");
    willing = true;
    assertThat(reload.reload("a test").join().applied()).isTrue();
    assertThat(followed).hasSize(1);
  }

  @Test
  void reloadsComeOneAfterAnother() throws IOException {
    Files.writeString(path, TWO);
    List<CompletableFuture<Reloading.Answer>> all =
        List.of(reload.reload("one"), reload.reload("two"), reload.reload("three"));
    assertThat(all).allMatch(one -> one.join().applied());
    assertThat(followed).hasSize(1);
  }

  @Test
  void afterTheEndNothingIsRead() throws IOException {
    reload.close();
    assertThat(reload(TWO).applied()).isFalse();
    assertThat(followed).isEmpty();
  }

  @Test
  void aChangedFileIsReadByItselfWhereThatIsAskedForAndNotOtherwise() throws IOException {
    reload.close();
    reload = of(brisk(GOOD));
    reload.start(() -> {});
    Files.writeString(path, brisk(TWO));
    await().until(() -> followed.size() == 1);
    Files.writeString(path, brisk(GOOD).replace("onChange: true", "onChange: false"));
    await().until(() -> followed.size() == 2);
    Files.writeString(path, brisk(TWO));
    assertThat(followed).hasSize(2);
  }

  private static String brisk(String content) {
    return content.replace("interval: 1h", "interval: 1s");
  }

  @Test
  void whatIsAskedForDuringTheStartIsDoneAfterIt() throws IOException {
    Reload starting = of(GOOD);
    Files.writeString(path, TWO);
    CompletableFuture<Reloading.Answer> answer = starting.reload("a test");
    assertThat(answer).isNotDone();
    assertThat(followed).isEmpty();
    starting.start(() -> {});
    assertThat(answer.join().applied()).isTrue();
    assertThat(followed).hasSize(1);
    starting.close();
  }

  @Test
  void whatIsAskedForDuringAStartThatFailsIsAnswered() throws IOException {
    Reload starting = of(GOOD);
    CompletableFuture<Reloading.Answer> answer = starting.reload("a test");
    starting.close();
    assertThat(answer.join().text()).isEqualTo("the daemon is stopping");
  }

  @Test
  void aContentIsSeenTwiceBeforeItIsRead() throws IOException {
    assertThat(file.changed()).isFalse();
    Files.writeString(path, "controllers:");
    assertThat(file.changed()).isFalse();
    Files.writeString(path, TWO);
    assertThat(file.changed()).isFalse();
    assertThat(file.changed()).isTrue();
    assertThat(file.load()).isInstanceOf(Loading.Loaded.class);
    assertThat(file.changed()).isFalse();
    Files.delete(path);
    assertThat(file.changed()).isFalse();
    assertThat(file.changed()).isFalse();
  }

  /** As a shell hands over what another program wrote: {@code --config <(decrypt ...)}. */
  @Test
  @Timeout(60)
  void aPipeIsReadOnce() throws Exception {
    Path pipe = directory.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Thread writer = new Thread(() -> assertThatNoException()
        .isThrownBy(() -> Files.writeString(pipe, GOOD, StandardOpenOption.WRITE)));
    writer.start();
    assertThat(new ConfigFile(pipe, Map.of()).load()).isInstanceOf(Loading.Loaded.class);
    writer.join();
  }

  @Test
  void aMountedConfigMapChangesBehindASymbolicLink() throws IOException {
    Path mount = Files.createDirectory(directory.resolve("mount"));
    Path first = Files.createDirectory(mount.resolve("..1"));
    Path second = Files.createDirectory(mount.resolve("..2"));
    Files.writeString(first.resolve("icewatch.yml"), GOOD);
    Files.writeString(second.resolve("icewatch.yml"), TWO);
    Files.createSymbolicLink(mount.resolve("..data"), Path.of("..1"));
    Path link =
        Files.createSymbolicLink(mount.resolve("icewatch.yml"), Path.of("..data/icewatch.yml"));
    ConfigFile mounted = new ConfigFile(link, Map.of());
    assertThat(mounted.load()).isInstanceOf(Loading.Loaded.class);
    Files.createSymbolicLink(mount.resolve("..next"), Path.of("..2"));
    Files.move(mount.resolve("..next"), mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    assertThat(mounted.changed()).isFalse();
    assertThat(mounted.changed()).isTrue();
  }
}
