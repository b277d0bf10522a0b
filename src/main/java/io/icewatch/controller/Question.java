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
 * @param reader body to value
 */
record Question<T>(HttpUrl url, Optional<String> table, boolean needsCatalog, Reader<T> reader) {
  /** Reads a complete body. */
  @FunctionalInterface
  interface Reader<T> {
    T read(ByteString body) throws MalformedException;
  }
}
