package io.icewatch.controller;

import java.util.Optional;
import okhttp3.HttpUrl;
import okio.ByteString;

/**
 * One thing to ask by GET, and how a good answer to it reads.
 *
 * @param url where it is asked
 * @param table the table it is about, if it is about one
 * @param needsCatalog whether 400 means that the table has no catalog
 * @param undisclosed whether a good body may hold secrets, so that no failure quotes it
 * @param reader body to value
 */
record Question<T>(
    HttpUrl url,
    Optional<String> table,
    boolean needsCatalog,
    boolean undisclosed,
    Reader<T> reader) {
  /** A question whose answers hold no secrets. */
  Question(HttpUrl url, Optional<String> table, boolean needsCatalog, Reader<T> reader) {
    this(url, table, needsCatalog, false, reader);
  }

  /** The beginning of a body, as far as it may be shown. */
  String firstBytes(Reply reply) {
    return undisclosed ? "(not shown: it may hold secrets)" : Refusal.firstBytes(reply);
  }

  /** Reads a complete body. */
  @FunctionalInterface
  interface Reader<T> {
    T read(ByteString body) throws MalformedException;
  }
}
