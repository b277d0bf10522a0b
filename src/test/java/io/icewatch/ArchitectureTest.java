package io.icewatch;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the package table of docs/architecture.md. */
class ArchitectureTest {
  private static final JavaClasses CODE = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages("io.icewatch");

  /** Each package and the packages of ours that it may import. */
  private static final Map<String, String> MAY_IMPORT = new TreeMap<>(Map.ofEntries(
      Map.entry("model", ""),
      Map.entry("assess", "model"),
      Map.entry("decide", "model"),
      Map.entry("tls", "model"),
      Map.entry("config", "model tls"),
      Map.entry("controller", "model tls"),
      Map.entry("catalog", "model"),
      Map.entry("state", "model"),
      Map.entry("discover", "model"),
      Map.entry("poll", "model assess state"),
      Map.entry("trigger", "model decide state"),
      Map.entry("alert", "model decide tls"),
      Map.entry("metrics", "model state"),
      Map.entry("page", "model"),
      Map.entry("web", "model state page tls"),
      Map.entry("sandbox", "")));

  @Test
  void eachPackageImportsOnlyWhatItsRowAllows() {
    MAY_IMPORT.forEach((name, allowed) -> {
      String[] known = Stream.concat(Stream.of(name), Arrays.stream(allowed.split(" ")))
          .filter(p -> !p.isEmpty())
          .map(p -> "io.icewatch." + p + "..")
          .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage("io.icewatch." + name + "..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.icewatch..").and(not(resideInAnyPackage(known))))
          .because(name + " may import: " + (allowed.isEmpty() ? "nothing of ours" : allowed))
          .check(CODE);
    });
  }

  @Test
  void everyPackageHasARow() {
    classes()
        .that()
        .resideInAPackage("io.icewatch.(*)..")
        .should()
        .resideInAnyPackage(Stream.concat(MAY_IMPORT.keySet().stream(), Stream.of("cli"))
            .map(p -> "io.icewatch." + p)
            .toArray(String[]::new))
        .check(CODE);
  }

  @Test
  void onlyTheCommandLineSeesTheSandbox() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.icewatch.sandbox..", "io.icewatch.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.icewatch.sandbox..")
        .check(CODE);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.icewatch.(*)..").should().beFreeOfCycles().check(CODE);
  }

  @ParameterizedTest
  @CsvSource({
    "okhttp3, controller alert",
    "io.vertx, web sandbox",
    "at.favre.lib, web",
    "gg.jte, page",
    "io.prometheus, metrics Daemon Paging",
    "java.sql, state catalog",
    "org.sqlite, state",
    "org.apache.iceberg, sandbox catalog",
    "org.apache.zookeeper, sandbox",
    "org.quartz, sandbox trigger",
    "com.fasterxml.jackson, config controller catalog alert sandbox cli",
    "org.yaml.snakeyaml, config",
    "com.google.re2j, config",
    "io.github.resilience4j, poll",
    "io.github.bucket4j, poll",
    "picocli, cli Main",
    "ch.qos.logback, cli",
  })
  void eachLibraryStaysInItsRoom(String library, String rooms) {
    noClasses()
        .that(new DescribedPredicate<JavaClass>("live outside " + rooms) {
          @Override
          public boolean test(JavaClass type) {
            return Arrays.stream(rooms.split(" "))
                .noneMatch(room -> type.getName().startsWith("io.icewatch." + room + ".")
                    || type.getName().equals("io.icewatch." + room)
                    || type.getName().startsWith("io.icewatch." + room + "$"));
          }
        })
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library + "..")
        .check(CODE);
  }

  /** The daemon's root names the clock and the dice; the sandbox is a world of its own. */
  private static ClassesShouldConjunction nobodyCalls(Class<?> owner, String method) {
    return noClasses()
        .that()
        .resideOutsideOfPackages("io.icewatch.sandbox..", "io.icewatch.cli..")
        .and()
        .doNotHaveFullyQualifiedName("io.icewatch.Daemon")
        .should()
        .callMethodWhere(target(owner(type(owner))).and(target(name(method))));
  }

  @Test
  void timeAndChanceAreArguments() {
    nobodyCalls(Instant.class, "now").check(CODE);
    nobodyCalls(System.class, "currentTimeMillis").check(CODE);
    nobodyCalls(Clock.class, "systemUTC").check(CODE);
    nobodyCalls(Clock.class, "systemDefaultZone").check(CODE);
    nobodyCalls(InstantSource.class, "system").check(CODE);
    nobodyCalls(Math.class, "random").check(CODE);
    nobodyCalls(ThreadLocalRandom.class, "current").check(CODE);
    noClasses()
        .that()
        .resideOutsideOfPackages("io.icewatch.sandbox..", "io.icewatch.cli..")
        .and()
        .doNotHaveFullyQualifiedName("io.icewatch.Daemon")
        .should()
        .callConstructor(Random.class)
        .check(CODE);
  }

  @Test
  void theModelKnowsNothingButTheJdk() {
    classes()
        .that()
        .resideInAPackage("io.icewatch.model..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "org.jspecify.annotations..", "io.icewatch.model.."))
        .check(CODE);
  }
}
