package io.icewatch.page;

import io.icewatch.model.LagThresholds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A lag trail drawn as a line: as high as the highest lag or the warning threshold, whichever is
 * more; an unknown breaks it.
 *
 * @param path the line, as the {@code d} of an SVG path; empty when nothing is known
 * @param warning the height of the warning threshold, from above
 * @param label the same in words
 */
record Sparkline(int width, int height, String path, String warning, String label) {
  /** Draws at most one point a pixel and a half; of the steps in one point the highest counts. */
  static Sparkline of(LagTrail.Trail trail, LagThresholds thresholds, int width, int height) {
    List<Float> points = thinned(trail.seconds(), width * 2 / 3);
    float peak = -1;
    for (float seconds : points) {
      peak = Float.isNaN(seconds) ? peak : Math.max(peak, seconds);
    }
    float warning = thresholds.warning().toMillis() / 1_000f;
    float top = Math.max(peak, warning);
    String span = Words.duration(trail.step().multipliedBy(trail.seconds().size()));
    return new Sparkline(
        width,
        height,
        peak < 0 ? "" : line(points, width, height, top),
        y(warning, height, top),
        peak < 0
            ? "no lag known yet"
            : "lag of the last " + span + ": at most "
                + Words.duration(Duration.ofMillis((long) (peak * 1_000))));
  }

  boolean empty() {
    return path.isEmpty();
  }

  private static List<Float> thinned(List<Float> seconds, int most) {
    int each = Math.max(1, (seconds.size() + most - 1) / most);
    List<Float> points = new ArrayList<>();
    for (int i = 0; i < seconds.size(); i += each) {
      float highest = Float.NaN;
      for (float one : seconds.subList(i, Math.min(seconds.size(), i + each))) {
        highest = Float.isNaN(highest) ? one : Float.isNaN(one) ? highest : Math.max(highest, one);
      }
      points.add(highest);
    }
    return points;
  }

  private static String line(List<Float> points, int width, int height, float top) {
    StringBuilder path = new StringBuilder();
    float apart = points.size() < 2 ? 0 : (width - 2f) / (points.size() - 1);
    boolean drawing = false;
    for (int i = 0; i < points.size(); i++) {
      float seconds = points.get(i);
      if (Float.isNaN(seconds)) {
        drawing = false;
        continue;
      }
      path.append(drawing ? 'L' : 'M')
          .append(decimal(1 + i * apart))
          .append(' ')
          .append(y(seconds, height, top));
      boolean alone = !drawing && (i + 1 == points.size() || Float.isNaN(points.get(i + 1)));
      path.append(alone ? "h.1" : "");
      drawing = true;
    }
    return path.toString();
  }

  private static String y(float seconds, int height, float top) {
    return decimal(height - 1 - seconds / top * (height - 2));
  }

  private static String decimal(float number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
