package io.icewatch.controller;

import static io.icewatch.controller.BadAnswer.does;

import io.icewatch.controller.BadAnswer.Ask;
import io.icewatch.controller.HostileServer.Behaviour;
import io.icewatch.controller.HostileServer.Talk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Servers that misbehave below the level of statuses and bodies. */
final class BadConnections {
  private static final String UNREACHABLE = "unreachable";
  private static final String OBSERVED = "observed";
  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final Duration SHORT = Duration.ofMillis(300);

  private BadConnections() {}

  static List<BadAnswer> all() {
    List<BadAnswer> all = new ArrayList<>(silences());
    all.addAll(ends());
    all.addAll(framings());
    all.addAll(sizes());
    all.addAll(triggers());
    return all;
  }

  private static List<BadAnswer> silences() {
    return List.of(
        late("a hang before the status line", ""),
        late("a hang in the headers", OK + "Content-Type: "),
        late("a hang after the headers", OK + "Content-Length: 10\r\n\r\n"),
        late("a hang in the body", OK + "Content-Length: 10\r\n\r\n{\"a"),
        late("a hang in the chunks", OK + "Transfer-Encoding: chunked\r\n\r\n3\r\n{\"a"),
        late("a hang in a 404's body", "HTTP/1.1 404 No\r\nContent-Length: 10\r\n\r\n{"),
        does(
                Ask.STATUS,
                "a hang in a 500's body",
                talk -> {
                  talk.send("HTTP/1.1 500 No\r\nContent-Length: 10\r\n\r\nhalf");
                  talk.hang();
                },
                "controller_error",
                "HTTP 500: half")
            .within(SHORT),
        does(
                Ask.STATUS,
                "headers that trickle",
                talk -> {
                  talk.send(OK);
                  talk.trickle("X: y\r\n");
                },
                "timed_out",
                "no complete answer within 300ms")
            .within(SHORT),
        does(
                Ask.STATUS,
                "a body that trickles",
                talk -> {
                  talk.send(OK + "Content-Length: 100000\r\n\r\n");
                  talk.trickle(" ");
                },
                "timed_out",
                "no complete answer within 300ms")
            .within(SHORT),
        does(
                Ask.STATUS,
                "100 Continue without end",
                talk -> talk.trickle("HTTP/1.1 100 Continue\r\n\r\n"),
                "timed_out",
                "")
            .within(SHORT),
        does(Ask.STATUS, "no time given", Bodies::good, "timed_out", "within 0s")
            .within(Duration.ZERO),
        does(Ask.STATUS, "less than no time given", Bodies::good, "timed_out", "within -5s")
            .within(Duration.ofSeconds(-5)));
  }

  private static List<BadAnswer> ends() {
    return List.of(
        broken("closes at once", talk -> talk.socket().close(), "unexpected end of stream"),
        broken("resets at once", Talk::reset, ""),
        broken("closes in the status line", closing("HTTP/1.1 2"), ""),
        broken("closes in the headers", closing(OK + "Content-Ty"), ""),
        broken(
            "closes in the body", closing(OK + "Content-Length: 99\r\n\r\n{\"a"), "end of stream"),
        broken(
            "resets in the body",
            talk -> {
              talk.send(OK + "Content-Length: 99\r\n\r\n{\"a");
              talk.reset();
            },
            ""),
        broken(
            "closes in a chunk",
            closing(OK + "Transfer-Encoding: chunked\r\n\r\n9\r\n{\"a"),
            "end of stream"),
        broken(
            "closes before the last chunk",
            closing(OK + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"),
            ""),
        does(
            Ask.STATUS,
            "closes in a 500's body",
            closing("HTTP/1.1 500 Oops\r\nContent-Length: 50\r\n\r\nhalf a sent"),
            "controller_error",
            "HTTP 500: half a sent"),
        does(
            Ask.STATUS,
            "closes in a 404's body",
            closing("HTTP/1.1 404 Oops\r\nContent-Length: 50\r\n\r\nhalf a sent"),
            UNREACHABLE,
            "end of stream"),
        does(
            Ask.STATUS,
            "answers, says keep-alive, then closes",
            talk -> {
              Bodies.good(talk);
              talk.socket().close();
            },
            OBSERVED,
            "COMPLETED"),
        does(
            Ask.STATUS,
            "answers until it closes, without a length",
            closing(OK + "\r\n" + Bodies.run(BadAnswer.TABLE)),
            OBSERVED,
            "COMPLETED"),
        does(
            Ask.STATUS,
            "speaks HTTP/1.0",
            closing("HTTP/1.0 200 OK\r\n\r\n" + Bodies.run(BadAnswer.TABLE)),
            OBSERVED,
            "COMPLETED"));
  }

  private static List<BadAnswer> framings() {
    String chunked = OK + "Transfer-Encoding: chunked\r\n\r\n";
    String body = Bodies.run(BadAnswer.TABLE);
    String dated = OK + "Content-Length: " + body.length() + "\r\nDate: ";
    return List.of(
        broken(
            "no HTTP at all",
            closing("SSH-2.0-OpenSSH_9.6\r\n"),
            "Unexpected status line: SSH-2.0"),
        broken("a status of letters", closing("HTTP/1.1 OK\r\n\r\n"), "Unexpected status line"),
        does(
            Ask.STATUS,
            "101 unasked",
            closing("HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n"),
            "unexpected_status",
            "HTTP 101"),
        broken(
            "wrong chunk size",
            closing(chunked + "zz\r\n{}\r\n0\r\n\r\n"),
            "broken HTTP: Expected"),
        broken(
            "negative chunk size",
            closing(chunked + "-5\r\n{}\r\n0\r\n\r\n"),
            "broken HTTP: Expected"),
        does(
            Ask.STATUS,
            "a chunk longer than it says",
            closing(chunked + "1\r\n{}\r\n0\r\n\r\n"),
            "malformed",
            "body: not JSON"),
        broken("204 with a body", closing("HTTP/1.1 204 No\r\nContent-Length: 2\r\n\r\n{}"), "204"),
        broken("300 kB of headers", closing(OK + "X: " + "y".repeat(300_000) + "\r\n\r\n"), ""),
        broken(
            "gzip that is none",
            closing(OK + "Content-Encoding: gzip\r\nContent-Length: 12\r\n\r\n{\"a\":\"plain\"}"),
            ""),
        does(
            Ask.STATUS,
            "a bad Date",
            talk -> talk.send(dated + "yesterday\r\n\r\n" + body),
            OBSERVED,
            "serverTime=Optional.empty"),
        does(
            Ask.STATUS,
            "no Date",
            talk -> talk.send(OK + "Content-Length: " + body.length() + "\r\n\r\n" + body),
            OBSERVED,
            "serverTime=Optional.empty"),
        does(
            Ask.STATUS,
            "a good Date",
            Bodies::good,
            OBSERVED,
            "serverTime=Optional[2026-03-01T00:00:00Z]"),
        does(
            Ask.STATUS,
            "invalid UTF-8 in a string",
            bytes("{\"status\":\"", 0xc3, 0x28, "\"}"),
            "malformed",
            "body: not UTF-8"),
        does(
            Ask.STATUS,
            "an overlong slash",
            bytes("{\"status\":\"", 0xc0, 0xaf, "\"}"),
            "malformed",
            "body: not UTF-8"),
        does(Ask.STATUS, "UTF-16", utf16(body), "malformed", "body: not"));
  }

  private static List<BadAnswer> sizes() {
    return List.of(
        does(
            Ask.STATUS, "100 MB with a length", flood(200, true), "malformed", "more than 1048576"),
        does(Ask.FILES, "100 MB without a length", flood(200, false), "malformed", "more than 104"),
        does(Ask.STATUS, "a 500 of 100 MB", flood(500, true), "controller_error", "HTTP 500: xxx"),
        does(Ask.CHECKPOINT, "a gzip bomb", bomb(200), "malformed", "more than 1048576 bytes"),
        does(Ask.STATUS, "a gzip bomb in a 403", bomb(403), "denied", "HTTP 403: xxx"),
        does(
            Ask.STATUS,
            "good JSON, gzip",
            talk -> gzip(talk, 200, Bodies.goodBody(talk)),
            OBSERVED,
            "COMPLETED"),
        does(
            Ask.STATUS,
            "exactly 1 MiB",
            talk -> talk.send(padded(Bodies.goodBody(talk), Transport.MOST_BYTES)),
            OBSERVED,
            "COMPLETED"),
        does(
            Ask.STATUS,
            "1 MiB and a byte",
            talk -> talk.send(padded(Bodies.goodBody(talk), Transport.MOST_BYTES + 1)),
            "malformed",
            "body: more than 1048576 bytes (expected: at most that)"));
  }

  private static List<BadAnswer> triggers() {
    return List.of(
        does(Ask.TRIGGER, "a hang before the status line", Talk::hang, "unknown", "timed_out: no")
            .within(SHORT),
        does(Ask.TRIGGER, "closes at once", talk -> talk.socket().close(), "unknown", UNREACHABLE),
        does(Ask.TRIGGER, "resets at once", Talk::reset, "unknown", UNREACHABLE),
        does(Ask.TRIGGER, "no HTTP at all", closing("SSH-2.0-x\r\n"), "unknown", UNREACHABLE),
        does(Ask.TRIGGER, "no time given", Bodies::good, "rejected", "timed_out")
            .within(Duration.ZERO),
        does(
            Ask.TRIGGER,
            "200, then closes in the body",
            closing(OK + "Content-Length: 50\r\n\r\n{\"status\""),
            "accepted",
            "200 {\"status\""),
        does(
            Ask.TRIGGER,
            "403, then closes in the body",
            closing("HTTP/1.1 403 No\r\nContent-Length: 50\r\n\r\nPermission"),
            "rejected",
            "denied: HTTP 403: Permission"),
        does(
                Ask.TRIGGER,
                "200, then a hang in the body",
                talk -> {
                  talk.send(OK + "Content-Length: 50\r\n\r\nok");
                  talk.hang();
                },
                "accepted",
                "200 ok")
            .within(SHORT),
        does(Ask.TRIGGER, "200 of 100 MB", flood(200, true), "accepted", "200 xxx"));
  }

  private static BadAnswer late(String name, String sent) {
    return does(
            Ask.STATUS,
            name,
            talk -> {
              talk.send(sent);
              talk.hang();
            },
            "timed_out",
            "no complete answer within 300ms")
        .within(SHORT);
  }

  private static BadAnswer broken(String name, Behaviour behaviour, String says) {
    return does(Ask.STATUS, name, behaviour, UNREACHABLE, says);
  }

  private static Behaviour closing(String sent) {
    return talk -> {
      talk.send(sent);
      talk.socket().shutdownOutput();
      talk.hang();
    };
  }

  private static Behaviour bytes(String before, int first, int second, String after) {
    return talk -> {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      body.writeBytes(before.getBytes(StandardCharsets.UTF_8));
      body.write(first);
      body.write(second);
      body.writeBytes(after.getBytes(StandardCharsets.UTF_8));
      talk.send(OK + "Content-Length: " + body.size() + "\r\n\r\n");
      talk.send(body.toByteArray());
    };
  }

  private static Behaviour utf16(String text) {
    return talk -> {
      byte[] body = text.getBytes(StandardCharsets.UTF_16BE);
      talk.send(OK + "Content-Length: " + body.length + "\r\n\r\n");
      talk.send(body);
    };
  }

  private static Behaviour flood(int status, boolean length) {
    return talk -> {
      int most = 100_000_000;
      String header = length ? "Content-Length: " + most : "Connection: close";
      talk.send("HTTP/1.1 " + status + " Flood\r\n" + header + "\r\n\r\n");
      byte[] block = "x".repeat(10_000).getBytes(StandardCharsets.UTF_8);
      for (int sent = 0; sent < most; sent += block.length) {
        talk.send(block);
      }
    };
  }

  private static Behaviour bomb(int status) {
    return talk -> gzip(talk, status, "x".repeat(50_000_000));
  }

  private static void gzip(Talk talk, int status, String body) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(body.getBytes(StandardCharsets.UTF_8));
    }
    talk.send("HTTP/1.1 "
        + status
        + " Packed\r\nContent-Encoding: gzip\r\nContent-Length: "
        + packed.size()
        + "\r\n\r\n");
    talk.send(packed.toByteArray());
  }

  private static String padded(String body, int size) {
    return Bodies.json("200 OK", body + " ".repeat(size - body.length()));
  }
}
