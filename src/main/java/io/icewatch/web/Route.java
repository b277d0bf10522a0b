package io.icewatch.web;

import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * One route of the API.
 *
 * @param method GET, which HEAD is too, or POST
 * @param path below {@link Api#ROOT}; a part in braces stands for a name: {@code
 *     tables/{controller}/{table}}
 * @param acting whether it changes something, so that only users of the daemon may ask for it
 */
record Route(HttpMethod method, String path, boolean acting, Consumer<ApiCall> answer) {
  static Route get(String path, Consumer<ApiCall> answer) {
    return new Route(HttpMethod.GET, path, false, answer);
  }

  static Route post(String path, Consumer<ApiCall> answer) {
    return new Route(HttpMethod.POST, path, true, answer);
  }

  /** A route that was found, and the names in its path. */
  record Found(Route route, Map<String, String> names) {}

  /**
   * The route that a request is for.
   *
   * @throws ApiException 404 for another path, 405 for another method
   */
  static Found find(List<Route> routes, HttpMethod method, List<String> parts) {
    HttpMethod asked = method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method;
    List<Route> here = new ArrayList<>();
    for (Route route : routes) {
      Optional<Map<String, String>> names = route.names(parts);
      if (names.isPresent() && route.method.equals(asked)) {
        return new Found(route, names.get());
      }
      names.ifPresent(other -> here.add(route));
    }
    if (here.isEmpty()) {
      throw new ApiException(404, "no such route (expected: one of " + Api.ROOT + "openapi.json)");
    }
    throw new MethodException(method, here);
  }

  /** Another method than the path has. */
  static final class MethodException extends ApiException {
    private static final long serialVersionUID = 1L;

    private final String allowed;

    MethodException(HttpMethod method, List<Route> routes) {
      this(method, allowed(routes));
    }

    private MethodException(HttpMethod method, String allowed) {
      super(405, method + " (expected: " + allowed + ")");
      this.allowed = allowed;
    }

    private static String allowed(List<Route> routes) {
      TreeSet<String> methods = new TreeSet<>();
      for (Route route : routes) {
        methods.add(route.method().name());
        if (route.method().equals(HttpMethod.GET)) {
          methods.add("HEAD");
        }
      }
      return String.join(", ", methods);
    }

    /** The value of the Allow header. */
    String allowed() {
      return allowed;
    }
  }

  private Optional<Map<String, String>> names(List<String> parts) {
    String[] own = path.split("/", -1);
    if (own.length != parts.size()) {
      return Optional.empty();
    }
    Map<String, String> names = new HashMap<>();
    for (int i = 0; i < own.length; i++) {
      if (own[i].startsWith("{")) {
        names.put(own[i].substring(1, own[i].length() - 1), parts.get(i));
      } else if (!own[i].equals(parts.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(names);
  }
}
