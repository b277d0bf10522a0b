package io.icewatch.sandbox;

import java.time.InstantSource;

/** Sends each call where it belongs: to the sandbox's own routes, to Pinot's, or to nobody. */
final class Front {
  private final String prefix;
  private final PinotRoutes pinot;
  private final ControlRoutes control;
  private final RequestLog log;
  private final InstantSource clock;

  Front(
      String prefix,
      PinotRoutes pinot,
      ControlRoutes control,
      RequestLog log,
      InstantSource clock) {
    this.prefix = prefix;
    this.pinot = pinot;
    this.control = control;
    this.log = log;
    this.clock = clock;
  }

  Reply answer(Call call, String rawQuery) {
    if (call.path().startsWith(ControlRoutes.ROOT)) {
      return control.answer(call);
    }
    log.add(RecordedRequest.of(call, rawQuery, clock.instant()));
    boolean elsewhere =
        prefix.isEmpty() ? call.path().startsWith("/api/") : !call.path().startsWith(prefix + "/");
    return elsewhere
        ? Reply.html(404, nothingAt(call.path()))
        : pinot.answer(call.at(call.path().substring(prefix.length())));
  }

  /** What Pinot's web server says below {@code /api}, and a proxy of a path that is not its. */
  private static String nothingAt(String path) {
    String shown = path.replace("&", "&amp;").replace("<", "&lt;");
    return "<html><head><title>Grizzly 2.4.4</title></head><body><div class=\"header\">Not Found"
        + "</div><div class=\"body\">Resource identified by path '"
        + shown
        + "', does not exist.</div><div class=\"footer\">Grizzly 2.4.4</div></body></html>";
  }
}
