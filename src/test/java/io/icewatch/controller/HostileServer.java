package io.icewatch.controller;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on a bare socket that does to its clients what it is told to. */
final class HostileServer implements AutoCloseable {
  private final ServerSocket listener;
  private final AtomicInteger connections = new AtomicInteger();
  private final List<Talk> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile Behaviour behaviour;

  /** What to do with one request. */
  @FunctionalInterface
  interface Behaviour {
    void answer(Talk talk) throws IOException;
  }

  HostileServer(Behaviour behaviour) throws IOException {
    this.behaviour = behaviour;
    listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    start("accept", this::accept);
  }

  void behave(Behaviour next) {
    behaviour = next;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/api/pinot/");
  }

  int connections() {
    return connections.get();
  }

  List<Talk> requests() {
    return requests;
  }

  /** Closes every connection and goes on listening. */
  void drop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    drop();
  }

  private void accept() throws IOException {
    while (!listener.isClosed()) {
      Socket socket = listener.accept();
      sockets.add(socket);
      connections.incrementAndGet();
      start("talk", () -> converse(socket));
    }
  }

  private void converse(Socket socket) throws IOException {
    try (socket) {
      while (!socket.isClosed()) {
        Talk talk = Talk.read(socket);
        requests.add(talk);
        behaviour.answer(talk);
      }
    } finally {
      sockets.remove(socket);
    }
  }

  private static void start(String name, Job job) {
    Thread thread = new Thread(
        () -> {
          try {
            job.run();
          } catch (IOException e) {
            // The client went away, or the test is over: that is how each talk here ends.
            return;
          }
        },
        "hostile-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private interface Job {
    void run() throws IOException;
  }

  /** One request and the means to answer it. */
  record Talk(Socket socket, String line, List<String> headers, String body) {
    static Talk read(Socket socket) throws IOException {
      String head = head(socket.getInputStream());
      List<String> lines = head.lines().toList();
      Talk bodiless = new Talk(socket, lines.get(0), lines.subList(1, lines.size()), "");
      int length = bodiless.header("Content-Length").map(Integer::parseInt).orElse(0);
      byte[] body = socket.getInputStream().readNBytes(length);
      if (body.length < length) {
        throw new EOFException();
      }
      return new Talk(
          socket, bodiless.line, bodiless.headers, new String(body, StandardCharsets.UTF_8));
    }

    Optional<String> header(String name) {
      return headers.stream()
          .filter(header -> header.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
          .map(header -> header.substring(name.length() + 2))
          .findFirst();
    }

    /** The path and query that were asked for, without the prefix. */
    String target() {
      return line.split(" ", 3)[1].substring("/api/pinot".length());
    }

    void send(byte[] octets) throws IOException {
      socket.getOutputStream().write(octets);
      socket.getOutputStream().flush();
    }

    void send(String text) throws IOException {
      send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Says nothing more until the client goes. */
    void hang() throws IOException {
      while (socket.getInputStream().read() >= 0) {
        continue;
      }
      socket.close();
    }

    /** Sends one byte every 20 ms until the client goes. */
    void trickle(String text) throws IOException {
      socket.setSoTimeout(20);
      while (true) {
        send(text);
        try {
          if (socket.getInputStream().read() < 0) {
            socket.close();
            return;
          }
        } catch (SocketTimeoutException e) {
          continue;
        }
      }
    }

    /** Ends the connection with a reset instead of an end. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    private static String head(InputStream in) throws IOException {
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        int octet = in.read();
        if (octet < 0) {
          throw new EOFException();
        }
        head.write(octet);
      }
      return head.toString(StandardCharsets.ISO_8859_1);
    }
  }
}
