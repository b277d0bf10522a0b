package io.icewatch.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Who may ask, as Pinot's basic-auth access control has it: two principals for all tables.
 *
 * <p>A reader has READ, so it may also trigger by GET, and by POST when no table is named: cluster
 * calls are not told apart by what they do.
 *
 * @param reader the whole Authorization value of the principal that may read
 * @param trigger the whole Authorization value of the principal that may read and trigger
 */
public record Access(String reader, String trigger) {
  public Access {
    if (reader.isBlank() || trigger.isBlank() || reader.equals(trigger)) {
      throw new IllegalArgumentException(
          "reader, trigger: blank or the same (expected: two different Authorization values)");
    }
  }

  /** The Authorization value of a user and password. */
  public static String basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  /** The Authorization value of a token. */
  public static String bearer(String token) {
    return "Bearer " + token;
  }

  /** What the call is refused with; empty when it may go on. */
  Optional<Reply> refusal(Call call, Route route, Optional<String> table) {
    if (route == Route.HEALTH) {
      return Optional.empty();
    }
    boolean mayTrigger = call.authorization().filter(trigger::equals).isPresent();
    boolean mayRead = mayTrigger || call.authorization().filter(reader::equals).isPresent();
    if (table.isEmpty()) {
      return mayRead ? Optional.empty() : Optional.of(Reply.error(401, "HTTP 401 Unauthorized"));
    }
    boolean update = call.method().equals("POST");
    if (update ? mayTrigger : mayRead) {
      return Optional.empty();
    }
    return Optional.of(Reply.error(
        403,
        "Permission is denied for %s '%s' for table '%s'"
            .formatted(update ? "UPDATE" : "READ", call.path(), table.get())));
  }
}
