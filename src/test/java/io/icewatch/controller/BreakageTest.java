package io.icewatch.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Failure;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BreakageTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration CONNECT = Duration.ofSeconds(5);

  @Test
  void aTimeOutSaysWhatWasWaitedForAndHowLong() {
    assertThat(failure(new SocketTimeoutException("Connect timed out")))
        .isEqualTo(new Failure.TimedOut(CONNECT, "no connection within 5s"));
    assertThat(failure(new InterruptedIOException("timeout")))
        .isEqualTo(new Failure.TimedOut(TIMEOUT, "no complete answer within 10s"));
  }

  @Test
  void aFailedConnectionSaysWhy() {
    ConnectException refused = new ConnectException("Failed to connect to h/1.2.3.4:9000");
    refused.initCause(new ConnectException("Connection refused"));

    assertThat(failure(refused).message())
        .isEqualTo("Failed to connect to h/1.2.3.4:9000: Connection refused");
    assertThat(failure(new UnknownHostException("h")).message()).isEqualTo("unknown host: h");
    assertThat(failure(new EOFException()).message()).isEqualTo("EOFException");
  }

  @Test
  void anExceptionNobodyExpectedIsUnreachableAndNamed() {
    assertThat(failure(new IllegalStateException("odd\nstate")))
        .isEqualTo(new Failure.Unreachable("IllegalStateException: odd state"));
  }

  @Test
  void aSecretInTheWordsIsBlottedOut() {
    assertThat(failure(new ProtocolException("Unexpected status line: s3cr3t")).message())
        .isEqualTo("broken HTTP: Unexpected status line: ***");
  }

  @ParameterizedTest
  @MethodSource("ofConnections")
  void aBrokenConnectionIsWorthAnother(Exception e) {
    assertThat(Breakage.isOfConnection(e)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("ofOthers")
  void anythingElseIsNot(Exception e) {
    assertThat(Breakage.isOfConnection(e)).isFalse();
  }

  static Stream<Exception> ofConnections() {
    return Stream.of(
        new ConnectException("refused"),
        new SocketException("reset"),
        new IOException("unexpected end of stream", new EOFException()));
  }

  static Stream<Exception> ofOthers() {
    return Stream.of(
        new SocketTimeoutException("connect"),
        new InterruptedIOException("timeout"),
        new UnknownHostException("h"),
        new ProtocolException("no HTTP"),
        new SSLHandshakeException("not trusted"),
        new IllegalStateException("odd"));
  }

  private static Failure failure(Exception e) {
    return Breakage.failure(e, TIMEOUT, CONNECT, List.of("s3cr3t"));
  }
}
