package io.icewatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * The image as a cluster runs it: its root file system read-only, no capabilities. It is built here, from
 * the jar of this build, unless {@code ICEWATCH_IMAGE} names one.
 */
class ImageIT {
  private static final Optional<String> GIVEN =
      Optional.ofNullable(System.getenv("ICEWATCH_IMAGE"));
  private static final String IMAGE = GIVEN.orElse("icewatch:it");
  private static final String DOCKER = System.getenv().getOrDefault("ICEWATCH_DOCKER", "docker");
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int PORT = 9912;
  private static final String SUCCESS =
      "pinot_iceberg_last_success_timestamp_seconds{controller=\"sandbox\",table=\"orders_OFFLINE\"} ";

  private static final List<String> VOLUMES = new ArrayList<>();

  @TempDir
  private static Path directory;

  private static Path config;

  @BeforeAll
  static void needsAnEngineAndTheImage() throws IOException, InterruptedException {
    // The client speaks the newest version it knows, and an older engine does not.
    engineVersion().ifPresent(version -> System.setProperty("api.version", version));
    Assumptions.assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(), "no container engine answers");
    if (GIVEN.isEmpty()) {
      build();
    }
    config = Files.writeString(directory.resolve("icewatch.yml"), """
        state: {path: /var/lib/icewatch/icewatch.db}
        controllers:
          - name: sandbox
            url: http://127.0.0.1:9000
            tables:
              - name: orders_OFFLINE
                poll: {interval: 1s, runningInterval: 1s, filesInterval: 2s, staleAfter: 1m, timeout: 1s}
        """);
  }

  private static Optional<String> engineVersion() throws InterruptedException {
    try {
      Process process = new ProcessBuilder(DOCKER, "version", "--format", "{{.Server.APIVersion}}")
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.waitFor() == 0 ? Optional.of(said) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Skips where the base image is not to be had: without it there is nothing to judge. */
  private static void build() throws IOException, InterruptedException {
    Path log = directory.resolve("build.log");
    ProcessBuilder builder = new ProcessBuilder(
            DOCKER, "build", "--quiet", "--tag", IMAGE, "--build-arg", "JAR=copied", ".")
        .redirectErrorStream(true)
        .redirectOutput(log.toFile());
    builder.environment().put("DOCKER_BUILDKIT", "1");
    int code = builder.start().waitFor();
    String said = Files.readString(log);
    Assumptions.assumeFalse(code != 0 && said.contains("buildx"), "no BuildKit: " + said);
    Assumptions.assumeFalse(
        code != 0 && said.contains("debian:bookworm-slim"), "no base image: " + said);
    assertThat(code).as(said).isZero();
  }

  @Test
  void itSaysWhatItIsAndWhoItRunsAs() {
    InspectImageResponse image = image();
    assertThat(image.getConfig()).isNotNull();
    assertThat(image.getConfig().getUser()).isEqualTo("65532:65532");
    assertThat(image.getConfig().getLabels())
        .containsEntry("org.opencontainers.image.title", "Icewatch")
        .containsEntry("org.opencontainers.image.licenses", "Apache-2.0")
        .containsKeys(
            "org.opencontainers.image.description",
            "org.opencontainers.image.version",
            "org.opencontainers.image.revision");
    assertThat(image.getConfig().getExposedPorts()).isNotEmpty();
  }

  @Test
  void itIsHealthyWithNothingWritableButItsState() throws IOException, InterruptedException {
    try (GenericContainer<?> daemon = daemon(volume())) {
      daemon.waitingFor(Wait.forHealthcheck().withStartupTimeout(PATIENCE)).start();
      assertThat(output(daemon, "id", "-u")).isEqualTo("65532");
      assertThat(daemon.execInContainer("touch", "/tmp/x", "/opt/icewatch/x").getStderr())
          .contains("Read-only file system");
      assertThat(output(daemon, "ls", "/var/lib/icewatch")).contains("icewatch.db");
    }
  }

  @Test
  void itStartsFromTheArchiveOfLoadedClasses() throws IOException, InterruptedException {
    try (GenericContainer<?> daemon = daemon(volume())) {
      daemon.start();
      assertThat(output(daemon, "cat", "/proc/1/maps")).contains("/opt/icewatch/icewatch.jsa");
    }
  }

  @Test
  void itCarriesItsBillOfMaterials() throws IOException, InterruptedException {
    try (GenericContainer<?> daemon = daemon(volume())) {
      daemon.start();
      assertThat(output(daemon, "head", "-c", "60", "/opt/icewatch/icewatch.cdx.json"))
          .contains("CycloneDX");
    }
  }

  @Test
  void whatItLearntOutlivesItsEnd() {
    String volume = volume();
    double learnt;
    try (GenericContainer<?> sandbox = sandbox()) {
      sandbox.start();
      try (GenericContainer<?> daemon = daemon(volume)) {
        // The sandbox listens on its own loopback address only: the daemon joins it there.
        daemon.withNetworkMode("container:" + sandbox.getContainerId());
        daemon.setExposedPorts(List.of());
        daemon.waitingFor(Wait.forLogMessage(".*msg=watching.*", 1)).start();
        await().atMost(PATIENCE).until(() -> success(sandbox).isPresent());
        learnt = success(sandbox).orElseThrow();
        assertThat(stop(daemon)).as("143 is by SIGTERM, 137 killed after 5 s").isEqualTo(143L);
      }
    }
    try (GenericContainer<?> again = daemon(volume)) {
      again.start();
      assertThat(success(again).orElseThrow())
          .as("its controller is gone")
          .isGreaterThanOrEqualTo(learnt);
    }
  }

  private static GenericContainer<?> daemon(String volume) {
    return new GenericContainer<>(IMAGE)
        .withImagePullPolicy(name -> false)
        .withExposedPorts(PORT)
        .withCreateContainerCmdModifier(command -> {
          assertThat(command.getHostConfig()).isNotNull();
          command
              .getHostConfig()
              .withReadonlyRootfs(true)
              .withCapDrop(Capability.ALL)
              .withSecurityOpts(List.of("no-new-privileges"))
              .withBinds(
                  Bind.parse(volume + ":/var/lib/icewatch"),
                  Bind.parse(config + ":/etc/icewatch/icewatch.yml:ro"));
        })
        .waitingFor(Wait.forHttp("/metrics").forPort(PORT).withStartupTimeout(PATIENCE));
  }

  private static GenericContainer<?> sandbox() {
    return new GenericContainer<>(IMAGE)
        .withImagePullPolicy(name -> false)
        .withCommand("sandbox", "--port", "9000")
        .withExposedPorts(PORT)
        .waitingFor(Wait.forLogMessage("sandbox controller at .*", 1).withStartupTimeout(PATIENCE));
  }

  /** When the last success seen ended, by what the daemon that answers there exports. */
  private static Optional<Double> success(GenericContainer<?> container) {
    return Http.get(
            "http://" + container.getHost() + ":" + container.getMappedPort(PORT) + "/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(SUCCESS))
        .map(line -> Double.parseDouble(line.substring(SUCCESS.length())))
        .findFirst();
  }

  /** Ends it as a cluster does, and returns its exit code. */
  private static Long stop(GenericContainer<?> container) {
    DockerClient client = container.getDockerClient();
    client.stopContainerCmd(container.getContainerId()).withTimeout(5).exec();
    return client
        .inspectContainerCmd(container.getContainerId())
        .exec()
        .getState()
        .getExitCodeLong();
  }

  private static String output(GenericContainer<?> container, String... command)
      throws IOException, InterruptedException {
    return container.execInContainer(command).getStdout().strip();
  }

  /** A volume that is empty and of this test alone; removed with the others in the end. */
  private static String volume() {
    String name = "icewatch-it-" + UUID.randomUUID();
    DockerClientFactory.instance().client().createVolumeCmd().withName(name).exec();
    VOLUMES.add(name);
    return name;
  }

  @AfterAll
  static void removeTheVolumes() {
    VOLUMES.forEach(
        name -> DockerClientFactory.instance().client().removeVolumeCmd(name).exec());
  }

  private static InspectImageResponse image() {
    return DockerClientFactory.instance().client().inspectImageCmd(IMAGE).exec();
  }
}
