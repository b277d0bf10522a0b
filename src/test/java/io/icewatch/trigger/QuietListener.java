package io.icewatch.trigger;

import io.icewatch.model.Decision;
import io.icewatch.model.TableId;
import io.icewatch.model.TriggerAttempt;
import io.icewatch.model.TriggerListener;

/** Hears nothing. */
final class QuietListener implements TriggerListener {
  @Override
  public void decided(TableId table, Decision decision) {}

  @Override
  public void attempted(TriggerAttempt attempt) {}

  @Override
  public void called(TriggerAttempt attempt) {}

  @Override
  public void settled(TriggerAttempt attempt) {}
}
