package io.icewatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The jar that users get. */
class JarIT {
  private static final String SBOM = "META-INF/sbom/icewatch.cdx.json";

  @Test
  void theBillOfMaterialsNamesEveryLibraryWhoseCodeIsInTheJarAndNoOther() throws IOException {
    try (JarFile jar = new JarFile(System.getProperty("icewatch.jar"))) {
      Set<String> told = components(jar);
      Set<String> held = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
          .map(Path::of)
          .filter(path -> path.toString().endsWith(".jar"))
          .filter(path -> !path.equals(Path.of(jar.getName())))
          .filter(path -> holdsCodeOf(path, jar))
          .map(path -> path.getFileName().toString())
          .collect(Collectors.toSet());
      assertThat(held).hasSizeGreaterThan(20).isSubsetOf(told);
      assertThat(told).noneMatch(name -> name.startsWith("junit") || name.startsWith("assertj"));
    }
  }

  private static Set<String> components(JarFile jar) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry(SBOM))) {
      JsonNode bom = new ObjectMapper().readTree(in);
      assertThat(bom.path("bomFormat").asText()).isEqualTo("CycloneDX");
      return bom.path("components")
          .valueStream()
          .map(each -> each.path("name").asText() + "-" + each.path("version").asText() + ".jar")
          .collect(Collectors.toSet());
    }
  }

  /** Whether the first class of a library lies in the jar. */
  private static boolean holdsCodeOf(Path library, JarFile jar) {
    try (JarFile opened = new JarFile(library.toFile())) {
      Optional<String> first = opened.stream()
          .map(JarEntry::getName)
          .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
          .filter(name -> !name.startsWith("META-INF/"))
          .findFirst();
      return first.isPresent() && jar.getEntry(first.get()) != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
