package io.icewatch.metrics;

import java.util.List;

/**
 * One exposition, ready to be sent: the pages in their order are its bytes.
 *
 * @param contentType the value of the Content-Type header
 * @param compressed whether the bytes are gzip, of one or more members
 * @param pages never written again; some are shared with other expositions: not to be changed
 * @param length of all pages, in bytes
 */
public record Rendered(String contentType, boolean compressed, List<byte[]> pages, long length) {
  public Rendered {
    pages = List.copyOf(pages);
  }

  static Rendered of(Format format, boolean compressed, List<byte[]> pages) {
    long length = 0;
    for (byte[] page : pages) {
      length += page.length;
    }
    return new Rendered(format.contentType(), compressed, pages, length);
  }
}
