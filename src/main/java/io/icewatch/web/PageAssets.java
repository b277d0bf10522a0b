package io.icewatch.web;

import io.icewatch.page.FleetPage;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/** The script and the style of the pages, each read when it is first asked for. */
final class PageAssets {
  private static final Map<String, String> TYPES = Map.of(
      "page.css", "text/css; charset=utf-8",
      "page.js", "text/javascript; charset=utf-8");

  private final WorkerExecutor workers;
  private final Map<String, Future<Asset>> known = new HashMap<>();

  private record Asset(String text, String tag) {}

  PageAssets(WorkerExecutor workers) {
    this.workers = workers;
  }

  void handle(RoutingContext context) {
    String name = context.pathParam("name");
    String type = TYPES.get(name);
    if (type == null) {
      Answers.text(context.request(), 404, context.request().path() + ": not found");
      return;
    }
    known
        .computeIfAbsent(name, file -> workers.executeBlocking(() -> read(file), false))
        .onSuccess(asset -> send(context, type, asset))
        .onFailure(context::fail);
  }

  private static void send(RoutingContext context, String type, Asset asset) {
    context.response().putHeader("ETag", asset.tag());
    boolean same = Negotiation.header(context.request(), "If-None-Match")
        .filter(tags -> tags.contains(asset.tag()))
        .isPresent();
    if (same) {
      context
          .response()
          .setStatusCode(304)
          .putHeader("Cache-Control", "no-cache")
          .end();
    } else {
      Answers.send(context.request(), 200, type, asset.text());
    }
  }

  private static Asset read(String name) throws IOException, NoSuchAlgorithmException {
    try (InputStream in = FleetPage.class.getResourceAsStream(name)) {
      byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new Asset(
          new String(bytes, StandardCharsets.UTF_8),
          '"' + HexFormat.of().formatHex(digest, 0, 8) + '"');
    }
  }
}
