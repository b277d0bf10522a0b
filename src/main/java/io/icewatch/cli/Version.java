package io.icewatch.cli;

import picocli.CommandLine.IVersionProvider;

/** Says which build this is. */
public final class Version implements IVersionProvider {
  /** The jar's version, or {@code development} when run from classes. */
  public static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "icewatch " + text(),
      "java "
          + System.getProperty("java.version")
          + ", "
          + System.getProperty("os.name")
          + " "
          + System.getProperty("os.arch")
    };
  }
}
