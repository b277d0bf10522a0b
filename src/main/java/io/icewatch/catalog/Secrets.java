package io.icewatch.catalog;

import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.CatalogAuth;
import io.icewatch.model.CatalogSettings;
import io.icewatch.model.Secret;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the secrets of a catalog's settings into the properties that Iceberg wants them in. */
final class Secrets {
  private final Function<String, @Nullable String> environment;

  /**
   * Prepares.
   *
   * @param environment the value of a variable, or null
   */
  Secrets(Function<String, @Nullable String> environment) {
    this.environment = environment;
  }

  /**
   * The properties that are secret.
   *
   * @throws Refused when one cannot be read; the message names the place and never the value
   */
  Map<String, String> read(CatalogSettings settings) {
    Map<String, String> values = new HashMap<>();
    settings.secrets().forEach((property, secret) -> values.put(property, value(secret)));
    if (settings.auth() instanceof CatalogAuth.Bearer bearer) {
      values.put("token", value(bearer.token()));
    } else if (settings.auth() instanceof CatalogAuth.ClientCredentials client) {
      String secret = value(client.clientSecret());
      values.put("credential", client.clientId().map(id -> id + ":" + secret).orElse(secret));
    }
    return Map.copyOf(values);
  }

  private String value(Secret secret) {
    String text;
    String place;
    if (secret instanceof Secret.InFile file) {
      place = file.file().toString();
      try {
        text = Files.readString(file.file()).strip();
      } catch (MalformedInputException e) {
        throw refused(place, "bytes that are not UTF-8");
      } catch (IOException e) {
        throw refused(place, e.getClass().getSimpleName());
      }
    } else {
      place = ((Secret.InEnvironment) secret).variable();
      String found = environment.apply(place);
      text = found == null ? "" : found.strip();
    }
    if (text.isEmpty()) {
      throw refused(place, "nothing");
    }
    return text;
  }

  private static Refused refused(String place, String found) {
    return new Refused(
        new CatalogAnswer.Denied("secret " + place + ": " + found + " (expected: a secret)"));
  }
}
