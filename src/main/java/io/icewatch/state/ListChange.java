package io.icewatch.state;

import java.util.List;

/**
 * How one list becomes another that lost some of its front and gained some at its end.
 *
 * @param dropped elements that left at the front
 * @param kept elements after those that stayed; what follows them was replaced
 */
record ListChange(int dropped, int kept) {

  /** The change between any two lists; for unlike ones everything is dropped and nothing kept. */
  static <T> ListChange between(List<T> before, List<T> after) {
    if (before == after) {
      return new ListChange(0, before.size());
    }
    int dropped = after.isEmpty() ? -1 : before.indexOf(after.get(0));
    if (dropped < 0) {
      return new ListChange(before.size(), 0);
    }
    int most = Math.min(before.size() - dropped, after.size());
    int kept = 0;
    while (kept < most && before.get(dropped + kept).equals(after.get(kept))) {
      kept++;
    }
    return new ListChange(dropped, kept);
  }
}
