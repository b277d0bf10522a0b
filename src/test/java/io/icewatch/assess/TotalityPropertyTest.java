package io.icewatch.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Answer;
import io.icewatch.model.Assessment;
import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.CheckpointFacts;
import io.icewatch.model.CountChange;
import io.icewatch.model.Counted;
import io.icewatch.model.Failure;
import io.icewatch.model.FinishedRun;
import io.icewatch.model.History;
import io.icewatch.model.History.Reached;
import io.icewatch.model.Observation;
import io.icewatch.model.Pending;
import io.icewatch.model.Position;
import io.icewatch.model.RunResult;
import io.icewatch.model.SnapshotFiles;
import io.icewatch.model.SourceReading;
import io.icewatch.model.SourceTable;
import io.icewatch.model.SourceView;
import io.icewatch.model.TableSettings;
import io.icewatch.model.TableState;
import io.icewatch.model.WatcherRun;
import io.icewatch.model.WatcherStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** No record that can be built, however odd its times and numbers, makes the assessment throw. */
class TotalityPropertyTest {
  private static final TableSettings SOURCED = new TableSettings(
      Story.SETTINGS.id(),
      Story.SETTINGS.poll(),
      Story.SETTINGS.lag(),
      Story.SETTINGS.runs(),
      Optional.of(new SourceTable("lake", "sales.orders", "main")));

  @Property(tries = 20_000, shrinking = ShrinkingMode.OFF)
  void everyRecordThatCanBeBuiltIsAssessed(@ForAll long seed) {
    Odd odd = new Odd(new Random(seed));
    Observation seen = odd.observation();
    Instant now = odd.instant();

    History history = Memory.remember(odd.history(), seen, now);
    Assessment assessment = Assessor.assess(seen, history, SOURCED, now);
    Memory.remember(history, seen, odd.instant());

    TableState state = new TableState(SOURCED, seen, history, assessment);
    Instant later = odd.instant();
    assertThat(state.reason(later)).isNotBlank();
    assertThat(Stream.of(state.lag(later), state.lastSuccessAge(later), state.sourceIdle(later))
            .flatMap(Optional::stream))
        .noneMatch(Duration::isNegative);
  }

  /** Builds odd but valid records. */
  private record Odd(Random random) {
    private static final List<Instant> INSTANTS = List.of(
        Instant.MIN,
        Instant.EPOCH,
        Story.NOON,
        Story.noonPlus(1),
        Story.noonPlus(60),
        Story.noonPlus(100_000),
        Instant.MAX);
    private static final List<Duration> DURATIONS = List.of(
        Duration.ZERO,
        Duration.ofMillis(-1),
        Duration.ofHours(3),
        Duration.ofSeconds(Long.MIN_VALUE),
        Duration.ofSeconds(Long.MAX_VALUE, 999_999_999));

    Instant instant() {
      return one(INSTANTS);
    }

    long number() {
      return one(List.of(0L, 1L, 2L, 3L, Long.MAX_VALUE));
    }

    <T> T one(List<T> things) {
      return things.get(random.nextInt(things.size()));
    }

    <T> Optional<T> maybe(Supplier<T> thing) {
      return random.nextInt(3) == 0 ? Optional.empty() : Optional.of(thing.get());
    }

    <T> List<T> some(Supplier<T> thing) {
      return Stream.generate(thing).limit(random.nextInt(5)).toList();
    }

    Checkpoint checkpoint() {
      return switch (random.nextInt(4)) {
        case 0 -> new Checkpoint.None();
        case 1 -> new Checkpoint.Timestamp(instant());
        default -> new Checkpoint.SnapshotId(number());
      };
    }

    WatcherRun run() {
      return new WatcherRun(
          one(List.of(WatcherStatus.values())),
          maybe(this::instant),
          maybe(this::instant),
          number(),
          number(),
          maybe(() -> " "),
          maybe(() -> "1"));
    }

    FinishedRun finished() {
      return new FinishedRun(
          instant(),
          maybe(this::instant),
          one(List.of(RunResult.values())),
          number(),
          number(),
          maybe(() -> "boom"),
          maybe(() -> "1"));
    }

    Reached reached() {
      return new Reached(
          checkpoint(), instant(), maybe(this::number), maybe(this::instant), maybe(this::instant));
    }

    History history() {
      return new History(
          maybe(this::finished),
          maybe(this::instant),
          some(this::finished),
          Map.of(RunResult.COMPLETED, Long.MAX_VALUE),
          some(() -> new CountChange(instant(), number())),
          maybe(this::reached),
          number());
    }

    <T> Answer<T> answer(T value) {
      return switch (random.nextInt(4)) {
        case 0 -> new Answer.NotModified<>(value, Optional.empty());
        case 1 ->
          new Answer.Failed<>(
              random.nextBoolean()
                  ? new Failure.NotCatalogTable("raw")
                  : new Failure.Unreachable(""));
        default -> new Answer.Observed<>(value, Optional.empty());
      };
    }

    Counted counted() {
      return random.nextBoolean() ? Counted.exactly(number()) : Counted.atLeast(number());
    }

    Pending pending() {
      return new Pending(
          counted(),
          counted(),
          counted(),
          counted(),
          counted(),
          maybe(() -> new Pending.Since(maybe(this::instant), maybe(this::instant))));
    }

    Position position() {
      return switch (random.nextInt(8)) {
        case 0 -> new Position.Empty();
        case 1 -> new Position.Current();
        case 2 -> new Position.Behind(pending());
        case 3 -> new Position.BehindCheckpointExpired(pending());
        case 4 -> new Position.Gap(pending());
        case 5 -> new Position.Diverged(OptionalLong.empty(), counted(), pending());
        case 6 -> new Position.TableReplaced(new UUID(0, 1), new UUID(0, 2));
        default -> new Position.Unknown("");
      };
    }

    SourceView view() {
      return new SourceView(
          new UUID(0, 1),
          position(),
          OptionalLong.empty(),
          maybe(this::instant),
          maybe(this::instant),
          OptionalLong.empty(),
          OptionalLong.of(number()),
          maybe(this::instant),
          maybe(() -> new CheckpointFacts(
              number(), new UUID(0, 1), number(), instant(), OptionalLong.empty())),
          List.of(),
          maybe(() -> " "),
          instant());
    }

    SourceReading source(Checkpoint asked) {
      SourceReading read = SourceReading.none()
          .with(asked, new CatalogAnswer.Read(view(), random.nextBoolean()), instant());
      return switch (random.nextInt(3)) {
        case 0 -> SourceReading.none();
        case 1 -> read.with(asked, new CatalogAnswer.Unreachable(""), instant());
        default -> read;
      };
    }

    Observation observation() {
      Observation controllers = controllers();
      return controllers.withSource(
          source(controllers.checkpoint().value().orElseGet(this::checkpoint)));
    }

    Observation controllers() {
      return Observation.none()
          .withStatus(answer(run()), instant())
          .withStatus(answer(run()), instant())
          .withCheckpoint(answer(checkpoint()), instant())
          .withFiles(answer(number()), instant())
          .withFilesAtCheckpoint(answer(new SnapshotFiles(number(), number())), instant())
          .withClockSkew(maybe(() -> one(DURATIONS)));
    }
  }
}
