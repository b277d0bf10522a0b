package io.icewatch.controller;

/** A body is not what the contract says; the message has the field, the value and the expectation. */
final class MalformedException extends Exception {
  private static final long serialVersionUID = 1;

  MalformedException(String message) {
    super(message);
  }

  MalformedException(String field, String found, String expected) {
    this(field + ": " + found + " (expected: " + expected + ")");
  }
}
