package io.icewatch.web;

import io.icewatch.tls.ServerContext;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.DelegatingSslContext;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.vertx.core.net.SSLEngineOptions;
import io.vertx.core.spi.tls.SslContextFactory;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLEngine;

/**
 * Makes the server's TLS engines as the settings in force say; what Vert.x itself can be told leaves
 * out the policies about clients, the groups and whose preference counts.
 */
final class TlsEngine extends SSLEngineOptions {
  private static final List<String> HTTP2 = List.of("h2", "http/1.1");

  private final AtomicReference<ServerContext> current;
  private final boolean http2;

  /** Handshakes run on a worker: a flood of them must not hold up the event loop. */
  TlsEngine(AtomicReference<ServerContext> current, boolean http2) {
    this.current = current;
    this.http2 = http2;
    setUseWorkerThread(true);
  }

  @Override
  public TlsEngine copy() {
    return new TlsEngine(current, http2);
  }

  @Override
  public SslContextFactory sslContextFactory() {
    ServerContext made = Objects.requireNonNull(current.get());
    return () -> context(made, http2);
  }

  private static SslContext context(ServerContext made, boolean http2) {
    ApplicationProtocolConfig negotiated = http2
        ? new ApplicationProtocolConfig(
            ApplicationProtocolConfig.Protocol.ALPN,
            ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
            ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
            HTTP2)
        : ApplicationProtocolConfig.DISABLED;
    SslContext jdk = new JdkSslContext(
        made.context(),
        false,
        made.suites(),
        IdentityCipherSuiteFilter.INSTANCE,
        negotiated,
        ClientAuth.NONE,
        made.protocols().toArray(new String[0]),
        false);
    return new DelegatingSslContext(jdk) {
      @Override
      protected void initEngine(SSLEngine engine) {
        made.prepare(engine);
      }
    };
  }
}
