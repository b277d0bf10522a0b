package io.icewatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.icewatch.Daemon;
import io.icewatch.config.ConfigurationLoader;
import io.icewatch.config.Loading;
import io.icewatch.sandbox.DemoTables;
import io.icewatch.sandbox.Sandbox;
import io.icewatch.sandbox.SandboxSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The pages as a person with a browser and a password sees and uses them, over the demo's tables. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PageIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Every verdict that the demo's tables come to. */
  private static final Set<String> STATES = Set.of(
      "ok",
      "running",
      "behind",
      "failed",
      "stuck",
      "stalled",
      "never ingested",
      "checkpoint lost",
      "unsupported");

  private static final Set<String> SEEN = new TreeSet<>();

  @TempDir
  private static Path directory;

  private static Sandbox sandbox;
  private static Daemon daemon;
  private static Browser browser;
  private static String home;

  @BeforeAll
  static void start() throws IOException, Daemon.StartException {
    browser = Browser.start();
    sandbox = Sandbox.start(SandboxSettings.of(DemoTables.all()));
    String hash = BCrypt.withDefaults().hashToString(4, "s3cret".toCharArray());
    Files.writeString(directory.resolve("web.yml"), "basic_auth_users: {anna: '" + hash + "'}\n");
    StringBuilder config = new StringBuilder("""
        web: {listen: "127.0.0.1:0", configFile: web.yml}
        state: {path: icewatch.db}
        alerts: {interval: 1s}
        catalogs:
          lake: {type: rest, uri: "%s"}
        controllers:
          - name: sandbox
            url: %s
            poll: {interval: 1s, runningInterval: 1s, filesInterval: 1s, staleAfter: 30s}
            lag: {warning: 8s, critical: 20s}
            runs: {every: 22s, noProgress: 3s}
            catalog: {name: lake}
            tables:
        """.formatted(sandbox.catalogUrl(), sandbox.url()));
    sandbox
        .tables()
        .forEach(name -> config.append("      - name: ").append(name).append('\n'));
    Path file = Files.writeString(directory.resolve("icewatch.yml"), config);
    Loading loading = ConfigurationLoader.load(file, Map.of());
    assertThat(loading).isInstanceOf(Loading.Loaded.class);
    daemon = Daemon.start(((Loading.Loaded) loading).configuration(), "test");
    home = "http://127.0.0.1:" + daemon.port();
    // The browser keeps what it is told here, and sends it from then on.
    browser.open("http://anna:s3cret@127.0.0.1:" + daemon.port() + "/");
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    if (daemon != null) {
      daemon.close();
    }
    if (sandbox != null) {
      sandbox.close();
    }
  }

  @AfterEach
  void look() {
    browser.usualWidth();
    browser.scripts(true);
  }

  @Test
  @Order(1)
  void theFleetFollowsWithoutBeingLoadedAgain() {
    browser.open(home + "/");
    browser.run("window.loaded = 'once'");
    await().atMost(PATIENCE).until(() -> browser.text("#state").equals("live"));
    String first = browser.text("#shown");
    await().atMost(PATIENCE).until(() -> {
      see();
      return !browser.text("#shown").equals(first) && SEEN.contains("running");
    });
    assertThat(browser.run("return window.loaded")).isEqualTo("once");
  }

  @Test
  @Order(2)
  void aRunIsStartedFromThePageAndFollowedToItsEnd() {
    browser.open(home + "/tables/sandbox/inventory_OFFLINE");
    browser.run("window.loaded = 'once'");
    browser.find("[data-act=trigger]").click();
    browser.find("#yes").click();
    await().atMost(PATIENCE).until(() -> browser.text("#answer").startsWith("Refused: "));
    assertThat(browser.text("#answer"))
        .isEqualTo("Refused: mode: table disabled, global auto. A reason passes over that.");
    assertThat(Acted.calls(sandbox, "inventory_OFFLINE")).isEmpty();
    browser.find("[data-act=trigger]").click();
    browser.press("month end");
    browser.picture("page-dialog.png");
    browser.find("#yes").click();
    await().atMost(PATIENCE).until(() -> browser.text("#answer").startsWith("Started: attempt "));
    await().atMost(PATIENCE).until(() -> browser.text("#tried-0").contains("succeeded: run of"));
    assertThat(browser.text("#tried-0")).contains("anna", "forced: month end", "accepted");
    assertThat(browser.run("return window.loaded")).isEqualTo("once");
    assertThat(Acted.calls(sandbox, "inventory_OFFLINE")).hasSize(1);
  }

  @Test
  @Order(3)
  void aPauseAsksForAReasonAndCanBeTakenBack() {
    browser.open(home + "/tables/sandbox/orders_OFFLINE");
    browser.find("[data-act=pause]").click();
    browser.find("#yes").click();
    assertThat(browser.shows("#ask")).as("it wants a reason").isTrue();
    browser.press("moving");
    browser.find("#yes").click();
    await().atMost(PATIENCE).until(() -> browser.text("#answer").startsWith("Paused until it is"));
    await().atMost(PATIENCE).until(() -> browser.shows("[data-act=resume]"));
    assertThat(browser.text("#live")).contains("by anna since", ": moving");
    browser.find("[data-act=resume]").click();
    browser.press("moved");
    browser.find("#yes").click();
    await().atMost(PATIENCE).until(() -> browser.text("#answer").equals("Resumed."));
    await().atMost(PATIENCE).until(() -> !browser.shows("[data-act=resume]"));
  }

  @Test
  @Order(4)
  void theKeyboardIsEnough() {
    browser.open(home + "/");
    browser.press(Keys.TAB);
    assertThat(browser.focused("a.skip")).isTrue();
    assertThat(browser.run("return getComputedStyle(document.activeElement).outlineStyle"))
        .as("the focus can be seen")
        .isNotEqualTo("none");
    browser.press(Keys.ENTER);
    await().atMost(PATIENCE).until(() -> browser.focused("#live"));
    browser.press("/");
    assertThat(browser.focused("#q")).isTrue();
    browser.press("ORDERS");
    await().atMost(PATIENCE).until(() -> browser.url().equals(home + "/?q=ORDERS"));
    await().atMost(PATIENCE).until(() -> browser.text("#shown").startsWith("1 of 11 tables"));
    browser.tabTo("a[href='/tables/sandbox/orders_OFFLINE']");
    browser.press(Keys.ENTER);
    await().atMost(PATIENCE).until(() -> browser.url().endsWith("/tables/sandbox/orders_OFFLINE"));
    await().atMost(PATIENCE).until(() -> browser.text("#state").equals("live"));
    browser.tabTo("[data-act=trigger]");
    browser.press(Keys.ENTER);
    assertThat(browser.focused("#reason")).as("the dialog is open").isTrue();
    browser.press(Keys.ESCAPE);
    assertThat(browser.focused("[data-act=trigger]")).as("back where it was").isTrue();
    assertThat(browser.text("#answer")).isEmpty();
  }

  @Test
  @Order(5)
  void theFocusStaysWhereItIsWhenThePageChanges() {
    browser.open(home + "/?sort=table");
    await().atMost(PATIENCE).until(() -> browser.text("#state").equals("live"));
    browser.tabTo("a[href='/tables/sandbox/clicks_OFFLINE']");
    String first = browser.text("#shown");
    await().atMost(PATIENCE).until(() -> !browser.text("#shown").equals(first));
    assertThat(browser.focused("a[href='/tables/sandbox/clicks_OFFLINE']")).isTrue();
  }

  @Test
  @Order(6)
  void everythingFitsIntoFourHundredPixels() {
    for (String path : List.of("/", "/tables/sandbox/refunds_OFFLINE", "/?health=none&q=nothing")) {
      browser.width(400);
      browser.open(home + path);
      await().atMost(PATIENCE).until(() -> browser.text("#state").equals("live"));
      assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
          .as(path)
          .isLessThanOrEqualTo(400);
      if (path.equals("/")) {
        browser.picture("page-narrow.png");
      }
    }
  }

  @Test
  @Order(7)
  void withoutItsScriptThePageIsThereAndOffersNothingThatDoesNotWork() {
    browser.scripts(false);
    browser.open(home + "/tables/sandbox/orders_OFFLINE");
    assertThat(browser.find("h1").getText()).isEqualTo("orders_OFFLINE");
    assertThat(browser.find("#lag-5").getText()).contains("warning from 8s");
    assertThat(browser.shows("#acts")).isFalse();
  }

  @Test
  @Order(8)
  void everyStateOfTheDemoIsSeen() {
    browser.open(home + "/");
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).untilAsserted(() -> {
      see();
      assertThat(SEEN).containsAll(STATES);
    });
    browser.picture("page.png");
    browser.open(home + "/tables/sandbox/payments_OFFLINE");
    await().atMost(PATIENCE).until(() -> browser.text("#live").contains("PinotIceberg"));
    await().atMost(PATIENCE).until(() -> browser.text("#rules-0").contains("mode"));
    browser.picture("page-table.png");
  }

  @Test
  @Order(9)
  void aStreamThatIsRefusedIsSaid() {
    browser.open(home + "/");
    browser.run("""
        window.EventSource = class extends EventTarget {
          get readyState() { return 2; }
          close() {}
          constructor() { super(); setTimeout(() => this.dispatchEvent(new Event('error'))); }
        };
        window.EventSource.CLOSED = 2;
        document.getElementById('q').dispatchEvent(new Event('input', {bubbles: true}));
        """);
    await()
        .atMost(PATIENCE)
        .until(() -> browser.text("#state").equals("no live updates: looking again every 15 s"));
  }

  @Test
  @Order(10)
  void noRequestLeftTheHost() {
    List<String> requests = browser.requests();
    assertThat(requests).hasSizeGreaterThan(20);
    assertThat(requests).allSatisfy(request -> {
      URI uri = URI.create(request);
      assertThat(uri.getScheme() + "://" + uri.getHost() + ":" + uri.getPort()).isEqualTo(home);
    });
    assertThat(requests).anyMatch(request -> request.contains("/live"));
  }

  /** Notes the verdicts that the counts show now. */
  private static void see() {
    for (String count : browser.text("#counts").split("\n", -1)) {
      SEEN.add(count.replaceAll("^[0-9,]+ ", "").strip());
    }
  }
}
