package io.icewatch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final SandboxTable ORDERS = SandboxTable.named("orders_OFFLINE");
  private static final SandboxSettings SETTINGS = SandboxSettings.of(List.of(ORDERS));

  @Test
  void aNameWithoutItsTypeIsRefused() {
    refused(
        () -> SandboxTable.named("orders"),
        "name: 'orders' (expected: letters, digits, _ and - before _OFFLINE, or such a database and a dot before that)");
  }

  @Test
  void aScheduleThatIsNoCronIsRefused() {
    assertThatThrownBy(() -> ORDERS.scheduled("every day"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("schedule: 'every day' (expected: a Quartz cron expression): ");
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    refused(() -> Writing.once(-1), "initialFiles: -1 (expected: 0 or more)");
    refused(
        () -> Writing.once(1).then(Duration.ofSeconds(1), 0),
        "filesPerCommit: 0 (expected: 1 or more)");
    refused(
        () -> Writing.once(1).then(Duration.ZERO, 1), "every: PT0S (expected: at least PT0.001S)");
    refused(
        () -> ORDERS.taking(Duration.ofMillis(-1)), "timePerFile: PT-0.001S (expected: 0 or more)");
    refused(() -> SETTINGS.onPort(65_536), "port: 65536 (expected: 0 to 65535)");
  }

  @Test
  void pathsEndWithoutASlash() {
    refused(
        () -> SETTINGS.under("/api/"),
        "pathPrefix: '/api/' (expected: empty, or a path without a slash at its end)");
    refused(
        () -> SETTINGS.inZooKeeperUnder("PinotCluster"),
        "zooKeeperRoot: 'PinotCluster' (expected: empty, or a path without a slash at its end)");
  }

  @Test
  void aTableTwiceIsRefused() {
    refused(
        () -> SandboxSettings.of(List.of(ORDERS, ORDERS)),
        "tables: 'orders_OFFLINE' twice (expected: unique names)");
  }

  @Test
  void oneValueForBothPrincipalsIsRefused() {
    refused(
        () -> new Access("Bearer x", "Bearer x"),
        "reader, trigger: blank or the same (expected: two different Authorization values)");
    assertThat(Access.basic("u", "p")).isEqualTo("Basic dTpw");
  }

  private static void refused(ThrowingCallable making, String message) {
    assertThatThrownBy(making).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
