package io.icewatch.config;

import io.icewatch.model.TlsFiles;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Reads {@code tls}: whom a client trusts, and as whom it presents itself. */
final class TlsSection {
  private TlsSection() {}

  /**
   * The files under the key {@code tls} of a section.
   *
   * @param url of whom the client talks to; over http the files do nothing, which is a warning
   */
  static TlsFiles read(Section section, Optional<URI> url) {
    Section tls = section.section("tls");
    Optional<Path> ca = SecretPlaces.file(tls, "caFile");
    Optional<Path> certificates = SecretPlaces.file(tls, "certFile");
    Optional<Path> key = SecretPlaces.file(tls, "keyFile");
    if (tls.names("certFile") != tls.names("keyFile")) {
      tls.missing(
          tls.names("certFile") ? "keyFile" : "certFile",
          "the path of a PEM file; certFile and keyFile go together");
    }
    TlsFiles files = new TlsFiles(
        ca, certificates.flatMap(own -> key.map(secret -> new TlsFiles.Identity(own, secret))));
    if (!files.equals(TlsFiles.none())
        && url.filter(address -> "http".equalsIgnoreCase(address.getScheme())).isPresent()) {
      section
          .scope()
          .findings()
          .warning(
              section.path("tls"),
              section.at("tls"),
              "tls with http",
              "https in the url, or no tls");
    }
    return files;
  }
}
