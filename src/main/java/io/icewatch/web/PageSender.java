package io.icewatch.web;

import io.netty.buffer.Unpooled;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.List;

/**
 * Sends pages in slices, so that other requests get their turn on the event loop and a slow reader
 * costs no more than a slice of buffers.
 */
final class PageSender {
  /** Bytes that are handed to the socket in one go: half a millisecond of the event loop. */
  private static final int SLICE = 512 * 1024;

  /**
   * Small pages are joined up to about this size, for each buffer costs a system call, and larger ones
   * are cut, for a buffer is held outside the heap for as long as it is not read.
   */
  private static final int BUFFER = 64 * 1024;

  private final Vertx vertx;
  private final HttpServerResponse response;
  private final List<byte[]> pages;
  private int next;

  /** Bytes of the next page that have been sent. */
  private int cut;

  private PageSender(Vertx vertx, HttpServerResponse response, List<byte[]> pages) {
    this.vertx = vertx;
    this.response = response;
    this.pages = pages;
  }

  /** Ends an answer whose head is set with its body, or without it for HEAD; on the event loop. */
  static void send(Vertx vertx, HttpServerRequest request, List<byte[]> pages) {
    if (request.method().equals(HttpMethod.HEAD)) {
      request.response().end();
    } else {
      new PageSender(vertx, request.response(), pages).send();
    }
  }

  /** Sends the next slice, and the rest later. */
  private void send() {
    int sent = 0;
    while (next < pages.size()) {
      if (response.closed() || response.ended()) {
        return;
      }
      if (response.writeQueueFull()) {
        response.drainHandler(drained -> send());
        return;
      }
      if (sent >= SLICE) {
        response.drainHandler(null);
        // A task would run again before the socket is looked at; a timer lets others in.
        vertx.setTimer(1, timer -> send());
        return;
      }
      Buffer buffer = nextBuffer();
      sent += buffer.length();
      response.write(buffer);
    }
    response.end();
  }

  /** The next pages, or a part of the next one, without being copied. */
  private Buffer nextBuffer() {
    if (pages.get(next).length - cut > BUFFER) {
      Buffer part = BufferInternal.buffer(Unpooled.wrappedBuffer(pages.get(next), cut, BUFFER));
      cut += BUFFER;
      return part;
    }
    if (cut > 0) {
      byte[] page = pages.get(next++);
      Buffer rest = BufferInternal.buffer(Unpooled.wrappedBuffer(page, cut, page.length - cut));
      cut = 0;
      return rest;
    }
    int first = next;
    int length = 0;
    while (next < pages.size() && length + pages.get(next).length <= BUFFER) {
      length += pages.get(next++).length;
    }
    byte[][] joined = pages.subList(first, next).toArray(byte[][]::new);
    return BufferInternal.buffer(Unpooled.wrappedBuffer(joined.length, joined));
  }
}
