package io.icewatch;

import io.icewatch.cli.Icewatch;

/** The program's entry. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(Icewatch.commandLine().execute(args));
  }
}
