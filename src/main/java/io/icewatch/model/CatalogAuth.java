package io.icewatch.model;

import java.net.URI;
import java.util.Optional;

/** How to present oneself to a REST catalog. */
public sealed interface CatalogAuth {
  /** No Authorization header. */
  record None() implements CatalogAuth {}

  /** {@code Authorization: Bearer <token>}. */
  record Bearer(Secret token) implements CatalogAuth {}

  /**
   * OAuth2 client credentials; the token is renewed before it expires and when it is refused.
   *
   * @param clientId empty when the secret holds {@code id:secret}, or the server wants none
   * @param server the token endpoint; empty for the catalog's own, {@code v1/oauth/tokens}
   * @param scope empty for {@code catalog}
   */
  record ClientCredentials(
      Optional<String> clientId, Secret clientSecret, Optional<URI> server, Optional<String> scope)
      implements CatalogAuth {}

  /**
   * Requests signed for AWS; needs {@code iceberg-aws} and the AWS SDK on the class path.
   *
   * @param service the signing name: {@code glue}, {@code s3tables}, {@code execute-api}
   */
  record SigV4(String region, String service) implements CatalogAuth {
    public SigV4 {
      Checks.text("region", region);
      Checks.text("service", service);
    }
  }
}
