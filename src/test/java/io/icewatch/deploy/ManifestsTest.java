package io.icewatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.icewatch.config.Configuration;
import io.icewatch.config.ConfigurationLoader;
import io.icewatch.config.Loading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifests fit each other, the image and the alerts. {@code -Dicewatch.write} writes the rules. */
class ManifestsTest {
  private static final Map<String, String> LABELS = Map.of("app.kubernetes.io/name", "icewatch");
  private static final List<String> RULES = List.of("tables", "freshness", "icewatch");

  static List<String> files() throws IOException {
    JsonNode kustomization = Manifests.YAML.readTree(
        Files.readString(Manifests.DIRECTORY.resolve("kustomization.yaml")));
    return kustomization.path("resources").valueStream().map(JsonNode::asText).toList();
  }

  @Test
  void theKustomizationNamesEveryFile() throws IOException {
    try (var listed = Files.list(Manifests.DIRECTORY)) {
      assertThat(listed
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.equals("kustomization.yaml")))
          .containsExactlyInAnyOrderElementsOf(files());
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyManifestIsOneThatTheApiKnowsToTheLastField(String file) throws IOException {
    HasMetadata manifest = Manifests.read(file);
    assertThat(manifest.getMetadata().getName()).startsWith("icewatch");
    assertThat(manifest.getMetadata().getLabels()).containsAllEntriesOf(LABELS);
    assertThat(manifest.getMetadata().getNamespace()).as("the user's choice").isNull();
  }

  @Test
  void theRulesAreThoseOfTheAlerts() throws IOException {
    ObjectNode rule = Manifests.YAML.createObjectNode();
    rule.put("apiVersion", "monitoring.coreos.com/v1").put("kind", "PrometheusRule");
    rule.putObject("metadata")
        .put("name", "icewatch")
        .putObject("labels")
        .put("app.kubernetes.io/name", "icewatch");
    ArrayNode groups = rule.putObject("spec").putArray("groups");
    for (String name : RULES) {
      String text = Files.readString(Path.of("alerts", name + ".yml"));
      Manifests.YAML.readTree(text).path("groups").forEach(groups::add);
    }
    String written = """
        # The rules of alerts/, for the Prometheus operator; written from them, not by hand. Put your
        # addresses in as alerts/README.md says.
        """ + Manifests.YAML.writeValueAsString(rule);
    Path file = Manifests.DIRECTORY.resolve("prometheusrule.yaml");
    if (System.getProperty("icewatch.write") != null) {
      Files.writeString(file, written);
    }
    assertThat(Files.readString(file))
        .as("write it anew: mvn test -Dtest=ManifestsTest -Dicewatch.write")
        .isEqualTo(written);
  }

  @Test
  void theConfigurationIsAcceptedAndKeepsItsStateOnTheVolume(@TempDir Path directory)
      throws IOException {
    ConfigMap map = Manifests.read("config.yaml", ConfigMap.class);
    assertThat(map.getData()).containsOnlyKeys("icewatch.yml");
    Path file =
        Files.writeString(directory.resolve("icewatch.yml"), map.getData().get("icewatch.yml"));
    Loading loading = ConfigurationLoader.load(file, Map.of());
    assertThat(loading).isInstanceOf(Loading.Loaded.class);
    Configuration configuration = ((Loading.Loaded) loading).configuration();
    assertThat(configuration.statePath()).hasParentRaw(Path.of("/var/lib/icewatch"));
    assertThat(configuration.listen().port()).isEqualTo(port());
  }

  @Test
  void thereIsNeverASecondDaemonOverTheSameState() throws IOException {
    Deployment deployment = deployment();
    assertThat(deployment.getSpec().getReplicas()).isEqualTo(1);
    assertThat(deployment.getSpec().getStrategy().getType()).isEqualTo("Recreate");
    PersistentVolumeClaim claim = Manifests.read("state.yaml", PersistentVolumeClaim.class);
    assertThat(claim.getSpec().getAccessModes()).containsExactly("ReadWriteOnce");
    assertThat(pod().getVolumes().stream()
            .map(Volume::getPersistentVolumeClaim)
            .filter(mounted -> mounted != null))
        .singleElement()
        .satisfies(mounted ->
            assertThat(mounted.getClaimName()).isEqualTo(claim.getMetadata().getName()));
  }

  @Test
  void itRunsAsTheImagesUserWithNothingItDoesNotNeed() throws IOException {
    PodSpec pod = pod();
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(65532L);
    assertThat(pod.getSecurityContext().getFsGroup()).isEqualTo(65532L);
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(container().getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(container().getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(container().getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(container().getVolumeMounts())
        .extracting(VolumeMount::getMountPath)
        .contains("/etc/icewatch", "/var/lib/icewatch");
    assertThat(Files.readString(Path.of("Dockerfile")))
        .contains("USER 65532:65532", "VOLUME /var/lib/icewatch", "/etc/icewatch/icewatch.yml");
  }

  @Test
  void probesServiceMonitorAndPolicyNameThePortOfTheContainer() throws IOException {
    String name = container().getPorts().get(0).getName();
    assertThat(List.of(
            container().getStartupProbe(),
            container().getLivenessProbe(),
            container().getReadinessProbe()))
        .extracting(Probe::getHttpGet)
        .allSatisfy(get -> assertThat(get.getPort()).isEqualTo(new IntOrString(name)));
    Service service = Manifests.read("service.yaml", Service.class);
    assertThat(service.getSpec().getSelector())
        .isEqualTo(deployment().getSpec().getTemplate().getMetadata().getLabels());
    assertThat(service.getSpec().getPorts()).singleElement().satisfies(port -> {
      assertThat(port.getTargetPort()).isEqualTo(new IntOrString(name));
      assertThat(port.getPort()).isEqualTo(port());
    });
    ServiceMonitor monitor = Manifests.read("servicemonitor.yaml", ServiceMonitor.class);
    assertThat(monitor.getSpec().getSelector().getMatchLabels())
        .isEqualTo(service.getMetadata().getLabels());
    assertThat(monitor.getSpec().getEndpoints()).singleElement().satisfies(endpoint -> {
      assertThat(endpoint.getPort())
          .isEqualTo(service.getSpec().getPorts().get(0).getName());
      assertThat(endpoint.getPath()).isEqualTo("/metrics");
    });
    NetworkPolicy policy = Manifests.read("networkpolicy.yaml", NetworkPolicy.class);
    assertThat(policy.getSpec().getIngress().get(0).getPorts().get(0).getPort())
        .isEqualTo(new IntOrString(name));
  }

  private static Deployment deployment() throws IOException {
    return Manifests.read("deployment.yaml", Deployment.class);
  }

  private static PodSpec pod() throws IOException {
    return deployment().getSpec().getTemplate().getSpec();
  }

  private static Container container() throws IOException {
    return pod().getContainers().get(0);
  }

  private static int port() throws IOException {
    return container().getPorts().get(0).getContainerPort();
  }
}
