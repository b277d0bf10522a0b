package io.icewatch.poll;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/**
 * Whose turn it is, on a monotonic clock in nanoseconds: each at a fixed rhythm, spread over it.
 *
 * <p>Turns that were missed altogether, by a machine that slept, are not made up. Not thread-safe.
 *
 * @param <T> what has turns; told apart by equality
 */
final class Rota<T> {
  private record Turn<T>(long at, Place<T> place) {}

  /**
   * One participant: {@code next} names its one valid turn, any other in the queue is void, and so
   * are all of one who is gone. They lie there until their time: to look for them costs more.
   */
  private static final class Place<T> {
    final T who;
    final long second;
    long interval;
    long next;
    boolean begun;
    boolean gone;

    Place(T who, long first, long second, long interval) {
      this.who = who;
      this.next = first;
      this.second = second;
      this.interval = interval;
    }
  }

  private final Map<T, Place<T>> places = new HashMap<>();

  // Subtraction, not comparison: the nano clock may wrap.
  private final PriorityQueue<Turn<T>> turns =
      new PriorityQueue<>((a, b) -> Long.signum(a.at() - b.at()));

  /**
   * Takes in a participant: the {@code index}th of the {@code spread}, which began at start. One who
   * has a place already gets this one for it.
   */
  void add(T who, int index, Duration interval, Spread spread, long start) {
    Place<T> place = new Place<>(
        who,
        start + spread.first(index, interval).toNanos(),
        start + spread.second(index, interval).toNanos(),
        interval.toNanos());
    remove(who);
    places.put(who, place);
    turns.add(new Turn<>(place.next, place));
  }

  /** Lets a participant go; one who has no place is passed over. */
  void remove(T who) {
    Place<T> place = places.remove(who);
    if (place != null) {
      place.gone = true;
    }
  }

  /** Takes out whose turn has come, earliest first, and puts down the next turn of each. */
  List<T> due(long now) {
    List<T> due = new ArrayList<>();
    while (!turns.isEmpty() && turns.peek().at() - now <= 0) {
      Turn<T> turn = turns.remove();
      Place<T> place = turn.place();
      if (turn.at() == place.next && !place.gone) {
        due.add(place.who);
        plan(place, following(place, now));
      }
    }
    return due;
  }

  /**
   * Notes the end of a turn. A shorter interval than before brings the next turn forward; a longer
   * one holds from the turn after it. Who was let go meanwhile is passed over.
   *
   * @param interval between two turns from now on
   */
  void ended(T who, Duration interval, long now) {
    Place<T> place = places.get(who);
    if (place == null) {
      return;
    }
    boolean sooner = interval.toNanos() < place.interval;
    place.interval = interval.toNanos();
    if (sooner && place.next - now > place.interval) {
      plan(place, now + place.interval);
    }
  }

  /** Brings the next turn of a participant forward to now, and his rhythm with it. */
  void hurry(T who, long now) {
    Place<T> place = places.get(who);
    if (place != null && place.next - now > 0) {
      plan(place, now);
    }
  }

  /** How long until the next turn, 0 or more; empty when there is nobody. */
  OptionalLong untilNext(long now) {
    return turns.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, turns.peek().at() - now));
  }

  private static long following(Place<?> place, long now) {
    if (!place.begun) {
      place.begun = true;
      return place.second;
    }
    long missed = (now - place.next) / place.interval;
    return place.next + (missed + 1) * place.interval;
  }

  private void plan(Place<T> place, long at) {
    place.next = at;
    turns.add(new Turn<>(at, place));
  }
}
