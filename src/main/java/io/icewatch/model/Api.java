package io.icewatch.model;

/** A generation of the controller's API; controllers of both are in the field. */
public enum Api {
  /** {@code /tables/{t}/iceberg/...}, with file counts. */
  ICEBERG("iceberg"),
  /** {@code /tables/{t}/externalTable/...}: status and checkpoint, no file counts. */
  EXTERNAL_TABLE("externalTable");

  private final String label;

  Api(String label) {
    this.label = label;
  }

  /** The word of the configuration and of the {@code api} label. */
  public String label() {
    return label;
  }

  /** Whether a controller of this generation tells how many data files the source holds. */
  public boolean countsFiles() {
    return this == ICEBERG;
  }
}
