package io.icewatch.catalog;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Collects a response's body up to a size.
 *
 * <p>Not a stream: in Java 17 reading that of a stalled response does not heed an interrupt, while
 * waiting for a collected body does.
 */
final class CappedBody implements HttpResponse.BodySubscriber<byte[]> {
  private final long most;
  private final HttpResponse.BodySubscriber<byte[]> collected =
      HttpResponse.BodySubscribers.ofByteArray();
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;
  private long bytes;

  CappedBody(long most) {
    this.most = most;
    collected.getBody().whenComplete((all, failure) -> {
      if (failure == null) {
        body.complete(all);
      } else {
        body.completeExceptionally(failure);
      }
    });
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    this.subscription = given;
    collected.onSubscribe(given);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      bytes += buffer.remaining();
    }
    if (bytes > most) {
      if (subscription != null) {
        subscription.cancel();
      }
      body.completeExceptionally(
          new IOException("body: over " + most + " bytes (expected: at most that)"));
      return;
    }
    collected.onNext(buffers);
  }

  @Override
  public void onError(Throwable failure) {
    collected.onError(failure);
  }

  @Override
  public void onComplete() {
    collected.onComplete();
  }
}
