package io.icewatch.cli;

import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns SIGTERM and Ctrl-C into an orderly end, and SIGHUP into whatever is wanted. */
final class Signals {
  private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

  private Signals() {}

  /**
   * Waits for the signal, closes what was started, and never returns normally: the JVM ends when
   * its shutdown hook has.
   */
  static void awaitStop(AutoCloseable... started) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(started), "shutdown"));
    new CountDownLatch(1).await();
  }

  /**
   * Does this on each SIGHUP, which else ends a JVM; it must return at once. Also a terminal that is
   * closed sends one: the program goes on then. Where a system has no such signal nothing happens.
   *
   * <p>By reflection: the class is the JDK's own, and each compilation would warn of it.
   */
  static void onHangUp(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy = Proxy.newProxyInstance(
          handler.getClassLoader(), new Class<?>[] {handler}, (self, method, given) -> {
            if (method.getDeclaringClass().equals(handler)) {
              action.run();
              return null;
            }
            return switch (method.getName()) {
              case "equals" -> self == given[0];
              case "hashCode" -> System.identityHashCode(self);
              default -> "on SIGHUP";
            };
          });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), proxy);
    } catch (ReflectiveOperationException e) {
      LOG.debug("SIGHUP is not heard here", e);
    }
  }

  private static void close(AutoCloseable... started) {
    for (AutoCloseable each : started) {
      try {
        each.close();
      } catch (Exception e) {
        System.err.println("icewatch: " + each.getClass().getSimpleName() + " did not close: " + e);
      }
    }
  }
}
