package io.icewatch.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a daemon goes through that many want something of at once: scrapers, readers who are slow,
 * connections that ask nothing or by the byte, and wrong passwords; each from an address of its own.
 * Measures it at rest first, and prints one table.
 *
 * <p>Arguments: the daemon's port, its process, the stub controller's port, seconds of rest, seconds
 * of load. The user is {@code prometheus}, the password {@code right}.
 */
public final class WebLoad {
  private static final int SCRAPERS = 200;
  private static final int SLOW = 100;
  private static final int HALF_OPEN = 300;
  private static final int FLOODERS = 40;
  private static final int WRONG_A_SECOND = 1_000;
  private static final String RIGHT = basic("prometheus:right");

  private final int port;
  private final String process;
  private final int stub;
  private final Map<String, List<Long>> latencies = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
  private volatile boolean ending;

  private WebLoad(int port, String process, int stub) {
    this.port = port;
    this.process = process;
    this.stub = stub;
  }

  private record Answer(int status, byte[] body) {}

  private record State(long asked, double skipped, double heap, long rss, double oldest) {}

  public static void main(String[] args) throws Exception {
    WebLoad load = new WebLoad(Integer.parseInt(args[0]), args[1], Integer.parseInt(args[2]));
    int rest = Integer.parseInt(args[3]);
    int loaded = Integer.parseInt(args[4]);
    load.once("first scrape at rest", "127.0.0.1", RIGHT);
    State before = load.state();
    load.measure("at rest", rest);
    State between = load.state();
    load.begin();
    // Another user: these credentials have not been checked yet.
    load.once("first scrape in the flood", "127.0.0.1", basic("newcomer:right"));
    load.measure("under load", loaded);
    State after = load.state();
    load.ending = true;
    load.print(before, between, after, rest, loaded);
    System.exit(0);
  }

  private void begin() {
    for (int i = 0; i < SCRAPERS; i++) {
      run(this::scraper);
    }
    for (int i = 0; i < SLOW; i++) {
      run(this::slowReader);
    }
    for (int i = 0; i < HALF_OPEN; i++) {
      boolean drips = i % 2 == 0;
      run(() -> halfOpen(drips));
    }
    for (int i = 0; i < FLOODERS; i++) {
      run(this::flooder);
    }
  }

  private interface Part {
    void run() throws Exception;
  }

  private void run(Part part) {
    Thread thread = new Thread(() -> {
      while (!ending) {
        try {
          part.run();
        } catch (Exception e) {
          pause(200);
        }
      }
    });
    thread.setDaemon(true);
    thread.start();
  }

  /** Scrapes each 15 s, on a connection that is kept. */
  private void scraper() throws IOException {
    pause(ThreadLocalRandom.current().nextInt(15_000));
    try (Socket socket = connected("127.0.0.2")) {
      InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      while (!ending) {
        long begun = System.nanoTime();
        Answer answer = exchange(socket, in, "/metrics", RIGHT, true);
        count("scraper " + answer.status());
        note("one of 200 scrapers", begun);
        pause(15_000);
      }
    } catch (IOException e) {
      count("scraper broken off");
      throw e;
    }
  }

  private void slowReader() throws IOException {
    try (Socket socket = connected("127.0.0.3")) {
      say(socket, request("/metrics", RIGHT, ThreadLocalRandom.current().nextBoolean()));
      byte[] kilobyte = new byte[1024];
      while (!ending && socket.getInputStream().read(kilobyte) >= 0) {
        pause(1_000);
      }
    } finally {
      count("slow reader cut off");
    }
  }

  private void halfOpen(boolean drips) throws IOException {
    try (Socket socket = connected("127.0.0.4")) {
      if (drips) {
        say(socket, "GET /metrics HTTP/1.1\r\nX-Drip: ");
      }
      socket.setSoTimeout(1_000);
      while (!ending) {
        try {
          if (socket.getInputStream().read() < 0) {
            break;
          }
        } catch (java.net.SocketTimeoutException e) {
          if (drips) {
            say(socket, "x");
          }
        }
      }
    } finally {
      count("half-open cut off");
    }
  }

  private void flooder() throws IOException {
    long each = TimeUnit.SECONDS.toNanos(1) * FLOODERS / WRONG_A_SECOND;
    try (Socket socket = connected("127.0.0.5")) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      long next = System.nanoTime();
      while (!ending) {
        String password = Long.toHexString(ThreadLocalRandom.current().nextLong());
        Answer answer = exchange(socket, in, "/-/healthy", basic("prometheus:" + password), false);
        count("wrong password " + answer.status());
        next += each;
        long wait = next - System.nanoTime();
        if (wait > 0) {
          pause(TimeUnit.NANOSECONDS.toMillis(wait));
        }
      }
    }
  }

  /** Until it is let in, as Prometheus would: again after a second. */
  private void once(String name, String from, String credentials) {
    long begun = System.nanoTime();
    while (true) {
      try (Socket socket = connected(from)) {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        if (exchange(socket, in, "/metrics", credentials, true).status() == 200) {
          note(name, begun);
          return;
        }
      } catch (IOException e) {
        // Once more.
      }
      pause(1_000);
    }
  }

  private void measure(String phase, int seconds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    for (int i = 0; System.nanoTime() < end; i++) {
      try (Socket socket = connected("127.0.0.1")) {
        InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        long begun = System.nanoTime();
        exchange(socket, in, "/-/healthy", RIGHT, false);
        note("healthy " + phase, begun);
        if (i % 20 == 0) {
          begun = System.nanoTime();
          Answer answer = exchange(socket, in, "/metrics", RIGHT, true);
          note("scrape " + phase, begun);
          count("right scrape " + phase + " " + answer.status());
        }
      } catch (IOException e) {
        count("right request " + phase + " broken off");
      }
      pause(100);
    }
  }

  private State state() throws IOException {
    String text;
    try (Socket socket = connected("127.0.0.1")) {
      InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      text = new String(
          exchange(socket, in, "/metrics", RIGHT, false).body(), StandardCharsets.UTF_8);
    }
    double now = System.currentTimeMillis() / 1000.0;
    double oldest = 0;
    Matcher seen = Pattern.compile(
            "^pinot_iceberg_observation_timestamp_seconds\\{[^}]*endpoint=\"status\"} (\\S+)$",
            Pattern.MULTILINE)
        .matcher(text);
    while (seen.find()) {
      oldest = Math.max(oldest, now - Double.parseDouble(seen.group(1)));
    }
    long asked;
    try (Socket socket = new Socket("127.0.0.1", stub)) {
      asked = Long.parseLong(new String(
          exchange(socket, socket.getInputStream(), "/count", "", false).body(),
          StandardCharsets.US_ASCII));
    }
    return new State(
        asked,
        value(text, "icewatch_poll_skipped_total\\{[^}]*}"),
        value(text, "jvm_memory_bytes_used\\{area=\"heap\",?}") / (1 << 20),
        Files.readAllLines(Path.of("/proc", process, "status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum()
            / 1024,
        oldest);
  }

  private static double value(String text, String series) {
    Matcher line = Pattern.compile("^" + series + " (\\S+)$", Pattern.MULTILINE).matcher(text);
    double sum = 0;
    while (line.find()) {
      sum += Double.parseDouble(line.group(1));
    }
    return sum;
  }

  private void print(State before, State between, State after, int rest, int loaded) {
    System.out.printf("%-44s %12s %12s%n", "", "at rest", "under load");
    System.out.printf(
        "%-44s %12.0f %12.0f%n",
        "questions to the controller a second",
        (between.asked() - before.asked()) * 1.0 / rest,
        (after.asked() - between.asked()) * 1.0 / loaded);
    row("turns skipped", between.skipped() - before.skipped(), after.skipped() - between.skipped());
    row("oldest status of any table, s", between.oldest(), after.oldest());
    row("heap used, MB", between.heap(), after.heap());
    row("resident, MB", between.rss(), after.rss());
    for (String what : List.of("healthy", "scrape")) {
      for (int percent : new int[] {50, 99, 100}) {
        row(
            what + ", ms, p" + percent,
            millis(what + " at rest", percent),
            millis(what + " under load", percent));
      }
    }
    row(
        "first scrape of unknown credentials, ms",
        millis("first scrape at rest", 100),
        millis("first scrape in the flood", 100));
    System.out.printf(
        "%-44s %12s %12.0f%n", "one of 200 scrapers, ms, p99", "", millis("one of 200 scrapers", 99));
    counts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(count -> System.out.printf(
            "%-44s %12s %12d%n", count.getKey(), "", count.getValue().sum()));
  }

  private static void row(String name, double rest, double loaded) {
    System.out.printf("%-44s %12.1f %12.1f%n", name, rest, loaded);
  }

  private double millis(String name, int percent) {
    List<Long> all = new ArrayList<>(latencies.getOrDefault(name, List.of()));
    if (all.isEmpty()) {
      return Double.NaN;
    }
    Collections.sort(all);
    return all.get(Math.min(all.size() - 1, all.size() * percent / 100)) / 1e6;
  }

  private void note(String name, long begun) {
    latencies
        .computeIfAbsent(name, none -> Collections.synchronizedList(new ArrayList<>()))
        .add(System.nanoTime() - begun);
  }

  private void count(String name) {
    counts.computeIfAbsent(name, none -> new LongAdder()).increment();
  }

  private Socket connected(String from) throws IOException {
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(60_000);
    socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
    socket.connect(new InetSocketAddress("127.0.0.1", port));
    return socket;
  }

  private static Answer exchange(
      Socket socket, InputStream in, String path, String credentials, boolean gzip)
      throws IOException {
    say(socket, request(path, credentials, gzip));
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("broken off");
      }
      head.append((char) next);
    }
    Matcher length = Pattern.compile("(?i)content-length: (\\d+)").matcher(head);
    int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
    byte[] body = in.readNBytes(bytes);
    if (body.length < bytes) {
      throw new IOException("broken off");
    }
    return new Answer(
        Integer.parseInt(head.substring(9, 12)), gzip ? new byte[0] : Arrays.copyOf(body, bytes));
  }

  private static String request(String path, String credentials, boolean gzip) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n"
        + (credentials.isEmpty() ? "" : "Authorization: " + credentials + "\r\n")
        + (gzip ? "Accept-Encoding: gzip\r\n" : "")
        + "\r\n";
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String basic(String pair) {
    return "Basic "
        + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
