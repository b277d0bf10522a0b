package io.icewatch.model;

import java.time.Duration;
import java.util.Optional;

/** What came of one question to a catalog: every outcome is a value, none is an exception. */
public sealed interface CatalogAnswer {
  /** The name of the outcome in labels, a closed set. */
  String outcome();

  /** One sentence for people. */
  String message();

  /**
   * A good answer.
   *
   * @param unchanged whether the catalog said that nothing changed since the last one
   */
  record Read(SourceView view, boolean unchanged) implements CatalogAnswer {
    @Override
    public String outcome() {
      return unchanged ? "not_modified" : "read";
    }

    @Override
    public String message() {
      return view.position().kind();
    }
  }

  /** The catalog has no such table, or no such namespace. */
  record TableMissing(String message) implements CatalogAnswer {
    @Override
    public String outcome() {
      return "table_missing";
    }
  }

  /** 401, 403, 419, or the storage's refusal: credentials are wrong, expired or too weak. */
  record Denied(String message) implements CatalogAnswer {
    @Override
    public String outcome() {
      return "denied";
    }
  }

  /**
   * 429, or 503 with Retry-After.
   *
   * @param retryAfter how long the catalog asked to be left alone
   */
  record Throttled(Optional<Duration> retryAfter, String message) implements CatalogAnswer {
    @Override
    public String outcome() {
      return "throttled";
    }
  }

  /** The catalog or its database failed. */
  record CatalogError(String message) implements CatalogAnswer {
    @Override
    public String outcome() {
      return "catalog_error";
    }
  }

  /** The answer, or the metadata it points to, is not what the Iceberg specification says. */
  record Malformed(String message) implements CatalogAnswer {
    @Override
    public String outcome() {
      return "malformed";
    }
  }

  /**
   * No complete answer in time.
   *
   * @param after how long was waited
   */
  record TimedOut(Duration after, String message) implements CatalogAnswer {
    @Override
    public String outcome() {
      return "timed_out";
    }
  }

  /** No connection, or one that broke. */
  record Unreachable(String message) implements CatalogAnswer {
    @Override
    public String outcome() {
      return "unreachable";
    }
  }

  /**
   * A class that the catalog's settings need is not on the class path.
   *
   * @param artefact the Maven coordinate that brings it, or the class where that is not known
   */
  record LibraryMissing(String artefact, String message) implements CatalogAnswer {
    @Override
    public String outcome() {
      return "library_missing";
    }
  }

  /** The question was not sent: every thread of the catalog is busy, or it is closed. */
  record NotAsked(String message) implements CatalogAnswer {
    @Override
    public String outcome() {
      return "not_asked";
    }
  }
}
