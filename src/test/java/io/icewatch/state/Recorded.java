package io.icewatch.state;

import io.icewatch.model.StoreListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A listener that remembers what it was told. */
final class Recorded implements StoreListener {
  final AtomicInteger writes = new AtomicInteger();
  final List<String> failures = new CopyOnWriteArrayList<>();

  @Override
  public void wrote() {
    writes.incrementAndGet();
  }

  @Override
  public void failed(String problem) {
    failures.add(problem);
  }
}
