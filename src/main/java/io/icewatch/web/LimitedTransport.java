package io.icewatch.web;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.vertx.core.impl.transports.NioTransport;
import io.vertx.core.transport.Transport;
import java.util.List;

/** The usual sockets, but for connections that {@link Connections} does not take in. */
final class LimitedTransport extends NioTransport {
  private final Connections connections;

  LimitedTransport(Connections connections) {
    this.connections = connections;
  }

  /** In the form in which Vert.x takes it. */
  Transport offered() {
    return new Transport() {
      @Override
      public String name() {
        return "nio";
      }

      @Override
      public boolean available() {
        return true;
      }

      @Override
      public Throwable unavailabilityCause() {
        throw new IllegalStateException("it is available");
      }

      @Override
      public io.vertx.core.spi.transport.Transport implementation() {
        return LimitedTransport.this;
      }
    };
  }

  @Override
  public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
    return domainSocket
        ? super.serverChannelFactory(true)
        : () -> new NioServerSocketChannel() {
          @Override
          protected int doReadMessages(List<Object> accepted) throws Exception {
            int before = accepted.size();
            int read = super.doReadMessages(accepted);
            for (int i = accepted.size() - 1; i >= before; i--) {
              Channel channel = (Channel) accepted.get(i);
              if (!connections.accept(channel)) {
                accepted.remove(i);
                channel.unsafe().closeForcibly();
              }
            }
            return read;
          }
        };
  }
}
