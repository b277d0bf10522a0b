package io.icewatch.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A controller that costs next to nothing: every table is known, was ingested a while ago, and one
 * in ten gets a new file each minute. {@code GET /count} tells how many questions it was asked.
 */
public final class StubController {
  private static final long BEGAN = System.currentTimeMillis();
  private static final AtomicLong ASKED = new AtomicLong();

  private StubController() {}

  /** Listens on 127.0.0.1 at the port named by the one argument, until it is killed. */
  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[0]);
    Vertx.vertx()
        .createHttpServer()
        .requestHandler(StubController::answer)
        .listen(port, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get();
    System.out.println("stub controller on 127.0.0.1:" + port);
  }

  private static void answer(HttpServerRequest request) {
    String path = request.path();
    HttpServerResponse response =
        request.response().putHeader("Content-Type", "application/json");
    if (path.equals("/count")) {
      response.end(Long.toString(ASKED.get()));
      return;
    }
    ASKED.incrementAndGet();
    String table = path.split("/", 4)[2];
    String name = "\"tableNameWithType\":\"" + table + "\",";
    int number = Integer.parseInt(table.replaceAll("\\D", ""));
    if (path.endsWith("/status")) {
      long start = BEGAN - 60_000L - number;
      response.end(
          "{" + name + "\"status\":\"COMPLETED\",\"startTimeMs\":" + start + ",\"endTimeMs\":"
              + (start + 30_000) + ",\"filesDiscovered\":15,\"segmentsGenerated\":15,"
              + "\"errorMessage\":null,\"checkpointValue\":\"" + snapshot(number) + "\"}");
    } else if (path.endsWith("/checkpoint")) {
      response.end(
          "{" + name + "\"checkpointType\":\"SNAPSHOT_ID\",\"checkpointValue\":\""
              + snapshot(number) + "\"}");
    } else if (!path.contains("/iceberg/")) {
      response.end("{\"OFFLINE\":{\"tableName\":\"" + table + "\",\"task\":{\"taskTypeConfigsMap\":"
          + "{\"IcebergIngestionTask\":{\"schedule\":\"0 */30 * * * ?\","
          + "\"iceberg.source.type\":\"catalog\",\"iceberg.table.name\":\"bench." + table
          + "\"}}}}}");
    } else {
      String at = request.getParam("snapshotId");
      long minutes = (System.currentTimeMillis() - BEGAN) / 60_000;
      long files = 100 + (at == null && number % 10 == 0 ? minutes : 0);
      response.end("{" + name + "\"snapshotId\":" + at + ",\"fileCount\":" + files + "}");
    }
  }

  private static long snapshot(int number) {
    return 4_000_000_000_000_000_000L + number;
  }
}
