package io.icewatch.model;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something that people are told, or soon will be, or were.
 *
 * @param labels what tells it from every other
 * @param annotations what it says: {@code summary}, {@code description} and links, by name
 * @param stage how far it has come
 */
public record Alert(AlertLabels labels, SortedMap<String, String> annotations, AlertStage stage) {
  public Alert {
    annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
  }

  /** Whether receivers are to know of it: it fires, or has just ceased to. */
  public boolean told() {
    return !(stage instanceof AlertStage.Pending);
  }

  /** Whether it fires. */
  public boolean firing() {
    return stage instanceof AlertStage.Firing;
  }

  /** With another stage. */
  public Alert at(AlertStage other) {
    return new Alert(labels, annotations, other);
  }
}
