package io.icewatch.model;

/** What came of asking a controller for a run. None of it says that the run started. */
public sealed interface CallOutcome {
  /** The name of the outcome in labels. */
  String label();

  /** The other side's words, or what went wrong, on one line. */
  String detail();

  /** Any 2xx: the controller has taken it. */
  record Accepted(String detail) implements CallOutcome {
    @Override
    public String label() {
      return "accepted";
    }
  }

  /** The controller refused, or the request never left: no run comes of it. */
  record Rejected(String detail) implements CallOutcome {
    @Override
    public String label() {
      return "rejected";
    }
  }

  /** The request may have left and no word came back: a run may come of it. */
  record Unknown(String detail) implements CallOutcome {
    @Override
    public String label() {
      return "unknown";
    }
  }

  /** Nothing was to be sent: a dry run. */
  record NotSent(String detail) implements CallOutcome {
    @Override
    public String label() {
      return "not_sent";
    }
  }
}
