package io.icewatch.metrics;

import com.sun.management.OperatingSystemMXBean;
import io.icewatch.web.Content;
import io.icewatch.web.MetricsSource;
import io.icewatch.web.WebEngine;
import io.icewatch.web.WebServer;
import io.icewatch.web.WebSettings;
import io.prometheus.client.CollectorRegistry;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * What a scrape of 10,000 tables costs the whole process over HTTP, and how long health checks wait
 * meanwhile. Scrapes by curl, each after the publishes of 15 s of polling.
 *
 * <p>Arguments: tables (10000), rounds (30).
 */
public final class HttpBench {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private HttpBench() {}

  public static void main(String[] args) throws Exception {
    int tables = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 30;
    BenchFleet fleet = new BenchFleet(tables, Instant.now());
    CollectorRegistry daemon = new CollectorRegistry();
    new DaemonMetrics(daemon, "bench", "17");
    new DaemonCollector(fleet::snapshot, Optional::empty).register(daemon);
    DaemonMetrics.registerJvm(daemon);
    Exposition exposition = new Exposition(fleet::snapshot, Instant::now, daemon, false);
    MetricsSource source =
        (form, gzip) -> {
          Rendered rendered = exposition.render(Format.valueOf(form.name()), gzip);
          return new MetricsSource.Scrape(
              rendered.contentType(), rendered.pages(), rendered.length());
        };
    try (WebServer server =
        WebServer.start(
            WebEngine.begin(), new WebSettings("127.0.0.1", 0), new Content(fleet::snapshot, source, Instant::now))) {
      cpu("gzip", rounds, fleet, server.port(), "-H", "Accept-Encoding: gzip");
      cpu("plain", rounds, fleet, server.port());
      health("idle", 0, fleet, server.port());
      health("gzip scrapes", rounds, fleet, server.port(), "-H", "Accept-Encoding: gzip");
      health("plain scrapes", rounds, fleet, server.port());
    }
  }

  private static void cpu(String name, int rounds, BenchFleet fleet, int port, String... headers)
      throws Exception {
    long spent = 0;
    for (int round = -rounds; round < rounds; round++) {
      fleet.poll(BenchFleet.POLLS_A_SECOND * 15, Instant.now());
      long before = SYSTEM.getProcessCpuTime();
      scrape(port, headers);
      if (round >= 0) {
        spent += SYSTEM.getProcessCpuTime() - before;
      }
    }
    // The mean: the system counts CPU time in ticks of 10 ms.
    System.out.printf(
        "%-14s over HTTP, whole process: %.1f ms of CPU a scrape (mean of %d)%n",
        name, spent / 1e6 / rounds, rounds);
  }

  /** Health checks each 2 ms, 900 publishes a second, and a scrape each half second. */
  private static void health(
      String name, int scrapes, BenchFleet fleet, int port, String... headers) throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    Thread polling =
        new Thread(
            () -> {
              while (!over.get()) {
                fleet.poll(BenchFleet.POLLS_A_SECOND / 100, Instant.now());
                LockSupport.parkNanos(10_000_000);
              }
            });
    double[] ms = new double[1_000_000];
    int[] count = {0};
    Thread checks =
        new Thread(
            () -> {
              try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.setTcpNoDelay(true);
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream();
                byte[] request =
                    "GET /-/healthy HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8);
                byte[] answer = new byte[1024];
                while (!over.get()) {
                  long before = System.nanoTime();
                  out.write(request);
                  int read = in.read(answer);
                  ms[count[0]++] = (System.nanoTime() - before) / 1e6;
                  if (read < 0) {
                    throw new IllegalStateException("closed");
                  }
                  LockSupport.parkNanos(2_000_000);
                }
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    polling.start();
    checks.start();
    for (int i = 0; i < Math.max(10, scrapes); i++) {
      if (scrapes > 0) {
        scrape(port, headers);
      }
      LockSupport.parkNanos(500_000_000);
    }
    over.set(true);
    polling.join();
    checks.join();
    double[] sorted = Arrays.copyOf(ms, count[0]);
    Arrays.sort(sorted);
    System.out.printf(
        "/-/healthy during %-14s ms: p50 %.2f, p99 %.2f, p99.9 %.2f, max %.2f of %d%n",
        name,
        sorted[sorted.length / 2],
        sorted[sorted.length * 99 / 100],
        sorted[(int) (sorted.length * 0.999)],
        sorted[sorted.length - 1],
        sorted.length);
  }

  private static void scrape(int port, String... headers) throws Exception {
    String[] curl = {"curl", "-sf", "-o", "/dev/null", "http://127.0.0.1:" + port + "/metrics"};
    String[] command = Arrays.copyOf(curl, curl.length + headers.length);
    System.arraycopy(headers, 0, command, curl.length, headers.length);
    int exit = new ProcessBuilder(command).start().waitFor();
    if (exit != 0) {
      throw new IllegalStateException("curl: " + exit + " (expected: 0)");
    }
  }
}
