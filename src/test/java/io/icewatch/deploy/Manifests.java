package io.icewatch.deploy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The manifests of {@code deploy/kubernetes}, read as strictly as an API server reads them. */
final class Manifests {
  static final Path DIRECTORY = Path.of("deploy", "kubernetes");

  static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
      .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
      .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
      .disable(YAMLGenerator.Feature.SPLIT_LINES)
      .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
      .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
      .build());

  private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
      "ConfigMap", ConfigMap.class,
      "Deployment", Deployment.class,
      "NetworkPolicy", NetworkPolicy.class,
      "PersistentVolumeClaim", PersistentVolumeClaim.class,
      "PrometheusRule", PrometheusRule.class,
      "Service", Service.class,
      "ServiceMonitor", ServiceMonitor.class);

  private static final ObjectMapper STRICT = YAML.copy()
      .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
        private static final long serialVersionUID = 1L;

        // The models take in what they do not know; an API server does not.
        @Override
        public Boolean hasAnySetter(Annotated member) {
          return false;
        }
      });

  private Manifests() {}

  /** The manifest in a file. */
  static HasMetadata read(String file) throws IOException {
    JsonNode tree = YAML.readTree(Files.readString(DIRECTORY.resolve(file)));
    String kind = tree.path("kind").asText();
    Class<? extends HasMetadata> type = KINDS.get(kind);
    if (type == null) {
      throw new IOException(file + ": kind " + kind + " (expected: one of " + KINDS.keySet() + ")");
    }
    HasMetadata manifest = STRICT.treeToValue(tree, type);
    if (!manifest.getApiVersion().equals(HasMetadata.getApiVersion(type))) {
      throw new IOException(file + ": apiVersion " + manifest.getApiVersion() + " (expected: "
          + HasMetadata.getApiVersion(type) + ")");
    }
    return manifest;
  }

  static <T extends HasMetadata> T read(String file, Class<T> type) throws IOException {
    return type.cast(read(file));
  }
}
