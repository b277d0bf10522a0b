package io.icewatch.poll;

import io.icewatch.model.Answer;
import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.Endpoint;
import io.icewatch.model.PollListener;
import io.icewatch.model.TableId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is told. */
final class QuietListener implements PollListener {
  final List<String> outcomes = new CopyOnWriteArrayList<>();
  final List<String> catalogOutcomes = new CopyOnWriteArrayList<>();
  final List<String> left = new CopyOnWriteArrayList<>();
  final List<TableId> skipped = new CopyOnWriteArrayList<>();

  @Override
  public void answered(String controller, Endpoint endpoint, Answer<?> answer, Duration took) {
    outcomes.add(endpoint.label() + " " + answer.outcome());
  }

  @Override
  public void catalogAnswered(String catalog, CatalogAnswer answer, Duration took) {
    catalogOutcomes.add(answer.outcome());
  }

  @Override
  public void controllerLeft(String controller) {
    left.add(controller);
  }

  @Override
  public void catalogLeft(String catalog) {
    left.add(catalog);
  }

  @Override
  public void skipped(TableId table) {
    skipped.add(table);
  }
}
