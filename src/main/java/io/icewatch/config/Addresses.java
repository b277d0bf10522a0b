package io.icewatch.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads where to listen and where a controller is; no name is looked up. */
final class Addresses {
  private static final Pattern LISTEN =
      Pattern.compile("(?:\\[(?<v6>[0-9A-Fa-f:.]+)]|(?<host>[A-Za-z0-9._-]*)):(?<port>[0-9]{1,5})");
  private static final Pattern USER_INFO = Pattern.compile("//.*@");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.[0-9.]+|\\[::1]", Pattern.CASE_INSENSITIVE);

  private Addresses() {}

  /** {@code host:port}, {@code [v6]:port}, or {@code :port} for every address. */
  static Listen listen(Section web) {
    String expected = "host:port, [IPv6]:port or :port, such as 0.0.0.0:9912";
    Optional<Text> text = web.scalar("listen", expected);
    if (text.isEmpty()) {
      return Listen.defaults();
    }
    Matcher matcher = LISTEN.matcher(text.get().value());
    if (matcher.matches()) {
      int port = Integer.parseInt(matcher.group("port"));
      String v6 = matcher.group("v6");
      String host = matcher.group("host");
      if (port > 65_535) {
        web.scope().findings().problem(text.get(), "a port of at most 65535");
        return Listen.defaults();
      }
      if (v6 != null && isAddress(v6)) {
        return new Listen(v6, port);
      }
      if (host != null) {
        return new Listen(host.isEmpty() ? Listen.defaults().host() : host, port);
      }
    }
    web.scope().findings().problem(text.get(), expected);
    return Listen.defaults();
  }

  private static boolean isAddress(String v6) {
    try {
      return v6.contains(":") && InetAddress.getByName("[" + v6 + "]").getAddress().length > 0;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** The base URL of a controller. */
  static Optional<URI> url(Section controller) {
    return url(controller, "https://pinot.example.com/api/pinot");
  }

  /** A base URL, required, to which the paths of an API are appended. */
  static Optional<URI> url(Section controller, String example) {
    String expected = "an http or https URL such as " + example;
    if (!controller.names("url")) {
      controller.missing("url", expected);
      return Optional.empty();
    }
    Optional<Text> text = controller.text("url", expected);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Text safe = withoutUserInfo(text.get());
    Findings findings = controller.scope().findings();
    URI url;
    try {
      url = new URI(text.get().value());
    } catch (URISyntaxException e) {
      findings.problem(safe, expected);
      return Optional.empty();
    }
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    String authority = url.getRawAuthority();
    if (!scheme.equals("http") && !scheme.equals("https")) {
      findings.problem(safe, expected);
    } else if (authority != null && authority.contains("@")) {
      findings.problem(safe, "no user in the URL; credentials go into auth");
    } else if (url.getHost() == null) {
      boolean underscore = authority != null && authority.contains("_");
      findings.problem(safe, underscore ? "a host name, which holds no _" : expected);
    } else if (url.getPort() > 65_535 || url.getPort() == 0) {
      findings.problem(safe, "a port, 1 to 65535");
    } else if (url.getRawQuery() != null || url.getRawFragment() != null) {
      findings.problem(safe, "no ? and no # in the URL; the API's paths are appended to it");
    } else {
      return Optional.of(url);
    }
    return Optional.empty();
  }

  /** An optional address of its own, which nothing is appended to. */
  static Optional<URI> endpoint(Section section, String key, String expected) {
    Optional<Text> text = section.text(key, expected);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<URI> url = parsed(text.get().value()).filter(given -> given.getUserInfo() == null);
    if (url.isEmpty()) {
      section.scope().findings().problem(withoutUserInfo(text.get()), expected);
    }
    return url;
  }

  /** A text as an http or https URL with a host, if it is one. */
  static Optional<URI> parsed(String text) {
    try {
      URI url = new URI(text);
      String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
      return (scheme.equals("http") || scheme.equals("https")) && url.getHost() != null
          ? Optional.of(url)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Warns of credentials that can be read on the way to the address under a key. */
  static void warnOfClearText(Section section, String key, Optional<URI> url) {
    if (url.filter(Addresses::readableOnTheWay).isPresent()) {
      section
          .scope()
          .findings()
          .warning(
              section.path(key),
              section.at(key),
              "http with credentials",
              "https, or anyone on the way can read them");
    }
  }

  private static boolean readableOnTheWay(URI url) {
    return "http".equalsIgnoreCase(url.getScheme())
        && !LOOPBACK.matcher(url.getHost()).matches();
  }

  private static Text withoutUserInfo(Text text) {
    return new Text(masked(text.value()), masked(text.written()), text.path(), text.at());
  }

  private static String masked(String url) {
    return USER_INFO.matcher(url).replaceAll("//***@");
  }
}
