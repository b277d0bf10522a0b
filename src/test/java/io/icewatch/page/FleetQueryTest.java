package io.icewatch.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Health;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetQueryTest {
  @Test
  void nothingAskedForIsEveryTable() {
    assertThat(query(Map.of())).isEqualTo(FleetQuery.all());
    assertThat(query(Map.of("q", List.of(" "), "controller", List.of(""), "sort", List.of(""))))
        .isEqualTo(FleetQuery.all());
    assertThat(FleetQuery.all().search()).isEmpty();
  }

  @Test
  void allOfItStandsInItsAddress() {
    FleetQuery query = query(Map.of(
        "q", List.of("a b&c"),
        "controller", List.of("pröd"),
        "health", List.of("stuck", "behind", "stuck"),
        "sort", List.of("lag"),
        "order", List.of("up"),
        "page", List.of("3")));
    assertThat(query.search())
        .isEqualTo("?q=a%20b%26c&controller=pr%C3%B6d&health=behind&health=stuck"
            + "&sort=lag&order=up&page=3");
    assertThat(query.notes()).isEmpty();
  }

  @Test
  void anotherVerdictOrOrderBeginsAtTheFirstPage() {
    FleetQuery second = query(Map.of("page", List.of("2"), "q", List.of("x")));
    assertThat(second.toggled(Health.STUCK).search()).isEqualTo("?q=x&health=stuck");
    assertThat(second.toggled(Health.STUCK).toggled(Health.STUCK).search()).isEqualTo("?q=x");
    assertThat(second.sorted(FleetQuery.Sort.LAG).search()).isEqualTo("?q=x&sort=lag");
    assertThat(second.sorted(FleetQuery.Sort.LAG).sorted(FleetQuery.Sort.LAG).search())
        .isEqualTo("?q=x&sort=lag&order=up");
  }

  @ParameterizedTest
  @CsvSource({"orders, true", "PROD/ord, true", "d/o, true", "test/, false", "'', true"})
  void aTextIsLookedForInControllerAndTable(String text, boolean found) {
    assertThat(query(Map.of("q", List.of(text))).names("prod", "orders_OFFLINE"))
        .isEqualTo(found);
  }

  private static FleetQuery query(Map<String, List<String>> parameters) {
    return FleetQuery.of(name -> parameters.getOrDefault(name, List.of()));
  }
}
