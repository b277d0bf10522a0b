package io.icewatch.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.SimpleCollector;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The children of a simpleclient family: its series, by the values of their labels.
 *
 * <p>simpleclient reads them one by one: a child that is removed and made anew meanwhile would be in
 * the scrape twice. Who removes any must have registered the family here.
 */
final class Children {
  private Children() {}

  /** Has the family collected whole, between two removals. */
  static <C extends SimpleCollector<?> & Collector.Describable> C register(
      C family, CollectorRegistry registry) {
    registry.register(new Whole(family, family.describe()));
    return family;
  }

  private static final class Whole extends Collector implements Collector.Describable {
    private final SimpleCollector<?> family;
    private final List<MetricFamilySamples> description;

    Whole(SimpleCollector<?> family, List<MetricFamilySamples> description) {
      this.family = family;
      this.description = description;
    }

    @Override
    public List<MetricFamilySamples> collect() {
      synchronized (family) {
        return family.collect();
      }
    }

    @Override
    public List<MetricFamilySamples> describe() {
      return description;
    }
  }

  /** Removes those whose first label has this value. */
  static void remove(SimpleCollector<?> family, String first) {
    remove(family, labels -> labels.get(0).equals(first));
  }

  /** Removes those whose labels are meant. */
  static void remove(SimpleCollector<?> family, Predicate<List<String>> meant) {
    synchronized (family) {
      for (List<String> labels : all(family)) {
        if (meant.test(labels)) {
          family.remove(labels.toArray(String[]::new));
        }
      }
    }
  }

  /** A histogram has a label more in some of its samples, which is no child's. */
  private static Set<List<String>> all(SimpleCollector<?> family) {
    return family.collect().stream()
        .flatMap(samples -> samples.samples.stream())
        .map(sample -> ownLabels(sample))
        .filter(labels -> !labels.isEmpty())
        .collect(Collectors.toSet());
  }

  private static List<String> ownLabels(Collector.MetricFamilySamples.Sample sample) {
    int le = sample.labelNames.indexOf("le");
    return le < 0 ? sample.labelValues : sample.labelValues.subList(0, le);
  }
}
