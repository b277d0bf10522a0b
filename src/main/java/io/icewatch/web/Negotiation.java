package io.icewatch.web;

import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Content negotiation by quality (RFC 9110, 12.4 and 12.5), forgiving where scrapers are wrong. */
final class Negotiation {
  private static final String OPENMETRICS = "application/openmetrics-text";

  private static final Set<String> OPENMETRICS_VERSIONS = Set.of("1.0.0", "0.0.1");

  /** See {@link #specific}: the entry names the type itself. */
  private static final int BY_NAME = 3;

  private Negotiation() {}

  /**
   * One entry of an Accept header.
   *
   * @param quality 0 for refused, at most 1: some Prometheus versions send 2
   */
  private record Offer(String name, Map<String, String> parameters, double quality) {}

  /** A header that is a list, which may be sent in pieces (RFC 9110, 5.3). */
  static Optional<String> header(HttpServerRequest request, String name) {
    List<String> values = request.headers().getAll(name);
    return values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values));
  }

  /**
   * The format for an Accept header; the text format where it does not matter, and for those who
   * want neither: an answer that is understood in part beats none.
   */
  static MetricsSource.Exposition exposition(Optional<String> accept) {
    List<Offer> offers = offers(accept.orElse(""));
    double text = quality(offers, "text/plain", Set.of("0.0.4"));
    double open = quality(offers, OPENMETRICS, OPENMETRICS_VERSIONS);
    boolean named = offers.stream()
        .anyMatch(offer -> specific(offer, OPENMETRICS, OPENMETRICS_VERSIONS) >= BY_NAME);
    return open > text || (named && open == text && open > 0)
        ? MetricsSource.Exposition.OPENMETRICS
        : MetricsSource.Exposition.TEXT;
  }

  /** Whether an Accept-Encoding header prefers gzip to the plain text. */
  static boolean gzip(Optional<String> acceptEncoding) {
    double gzip = -1;
    double identity = -1;
    double any = -1;
    for (Offer offer : offers(acceptEncoding.orElse(""))) {
      switch (offer.name()) {
        case "gzip", "x-gzip" -> gzip = Math.max(gzip, offer.quality());
        case "identity" -> identity = offer.quality();
        case "*" -> any = offer.quality();
        default -> {}
      }
    }
    double effective = gzip >= 0 ? gzip : any;
    return effective > 0 && effective >= identity;
  }

  /** The quality of the most specific entry that covers the type, 0 when there is none. */
  private static double quality(List<Offer> offers, String type, Set<String> versions) {
    int best = 0;
    double quality = 0;
    for (Offer offer : offers) {
      int specific = specific(offer, type, versions);
      if (specific > best || (specific == best && specific > 0 && offer.quality() > quality)) {
        best = specific;
        quality = offer.quality();
      }
    }
    return quality;
  }

  /** How closely the entry names the type; 0 when it does not cover it. */
  private static int specific(Offer offer, String type, Set<String> versions) {
    if (offer.name().equals(type)) {
      String version = offer.parameters().get("version");
      return version == null ? BY_NAME : versions.contains(version) ? BY_NAME + 1 : 0;
    }
    if (offer.name().equals(type.substring(0, type.indexOf('/')) + "/*")) {
      return 2;
    }
    return offer.name().equals("*/*") ? 1 : 0;
  }

  private static List<Offer> offers(String header) {
    List<Offer> offers = new ArrayList<>();
    for (String entry : header.split(",", -1)) {
      String[] parts = entry.split(";", -1);
      String name = parts[0].strip().toLowerCase(Locale.ROOT);
      Map<String, String> parameters = new TreeMap<>();
      for (int i = 1; i < parts.length; i++) {
        int equals = parts[i].indexOf('=');
        if (equals > 0) {
          parameters.put(
              parts[i].substring(0, equals).strip().toLowerCase(Locale.ROOT),
              parts[i].substring(equals + 1).strip().replace("\"", ""));
        }
      }
      if (!name.isEmpty()) {
        offers.add(new Offer(name, parameters, weight(parameters.get("q"))));
      }
    }
    return offers;
  }

  /** What cannot be read as a weight refuses nothing. */
  private static double weight(@Nullable String q) {
    if (q == null) {
      return 1;
    }
    try {
      double weight = Double.parseDouble(q);
      return Double.isNaN(weight) ? 1 : Math.max(0, Math.min(1, weight));
    } catch (NumberFormatException e) {
      return 1;
    }
  }
}
