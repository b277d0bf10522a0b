package io.icewatch.sandbox;

/** The generation of the API that a sandbox speaks now; an upgrade changes it while it runs. */
final class Spoken {
  private volatile Generation now;

  Spoken(Generation first) {
    now = first;
  }

  Generation now() {
    return now;
  }

  void change(Generation other) {
    now = other;
  }
}
