package io.icewatch.model;

import java.util.regex.Pattern;

/** Which names are fit for labels, URLs and messages. */
public final class LabelName {
  /** The rule in words, to go behind what was expected. */
  public static final String RULE = "letters, digits and _ . : $ @ + - only, at most 255";

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_.:$@+-]{1,255}");

  private LabelName() {}

  /** Whether the name keeps {@link #RULE}. */
  public static boolean fits(String name) {
    return NAME.matcher(name).matches();
  }
}
