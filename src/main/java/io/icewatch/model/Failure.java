package io.icewatch.model;

import java.time.Duration;
import java.util.Optional;

/** Why a question to a controller brought no usable answer. */
public sealed interface Failure {
  /** The name of the kind in labels, a closed set. */
  String reason();

  /** One sentence for people, with what was found. */
  String message();

  /** 400 on checkpoint or files: the table reads raw files, it has no checkpoint and no snapshots. */
  record NotCatalogTable(String message) implements Failure {
    @Override
    public String reason() {
      return "not_catalog_table";
    }
  }

  /** 404 that names the table. */
  record TableUnknown(String message) implements Failure {
    @Override
    public String reason() {
      return "table_unknown";
    }
  }

  /** 404 of the route itself: the feature is off, the path prefix is wrong, or this is no controller. */
  record FeatureAbsent(String message) implements Failure {
    @Override
    public String reason() {
      return "feature_absent";
    }
  }

  /**
   * 401 or 403, one class: the controller mixes them.
   *
   * @param status the HTTP status
   */
  record Denied(int status, String message) implements Failure {
    @Override
    public String reason() {
      return "denied";
    }
  }

  /**
   * 429.
   *
   * @param retryAfter how long the controller asked to be left alone
   */
  record Throttled(Optional<Duration> retryAfter, String message) implements Failure {
    @Override
    public String reason() {
      return "throttled";
    }
  }

  /**
   * 5xx.
   *
   * @param status the HTTP status
   */
  record ControllerError(int status, String message) implements Failure {
    @Override
    public String reason() {
      return "controller_error";
    }
  }

  /**
   * A status outside the contract: a redirect, 405, 406, 415, ...
   *
   * @param status the HTTP status
   */
  record Unexpected(int status, String message) implements Failure {
    @Override
    public String reason() {
      return "unexpected_status";
    }
  }

  /**
   * A success whose body is not what the contract says.
   *
   * @param message the field, the value found and what was expected
   * @param firstBytes the beginning of the body, control characters replaced
   */
  record Malformed(String message, String firstBytes) implements Failure {
    @Override
    public String reason() {
      return "malformed";
    }
  }

  /**
   * No complete answer in time.
   *
   * @param after how long was waited
   */
  record TimedOut(Duration after, String message) implements Failure {
    @Override
    public String reason() {
      return "timed_out";
    }
  }

  /** No connection, or one that broke. */
  record Unreachable(String message) implements Failure {
    @Override
    public String reason() {
      return "unreachable";
    }
  }

  /** The question was not sent: the controller's circuit is open, or a question it depends on failed. */
  record NotAsked(String message) implements Failure {
    @Override
    public String reason() {
      return "not_asked";
    }
  }
}
