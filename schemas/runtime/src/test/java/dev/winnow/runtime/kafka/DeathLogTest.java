package dev.winnow.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.runtime.kafka.DeadLetters.Place;
import dev.winnow.schemas.serde.RegistryException;
import dev.winnow.schemas.serde.UnknownSchemaException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeathLogTest {
  private static final Place PLACE = new Place("winnow.prompts", 1, 7);

  @TempDir private Path directory;
  private Instant now = Instant.EPOCH;

  private DeathLog open() {
    return DeathLog.open(directory, "planner", () -> now);
  }

  @Test
  void aRecordIsLethalAfterTwoDeathsOfThreads() {
    open().died(PLACE, "boom");
    assertThat(open().lethalCause("winnow.prompts", 1, 7)).isEmpty();

    open().died(PLACE, "boom\nagain");

    assertThat(open().lethalCause("winnow.prompts", 1, 7))
        .hasValueSatisfying(cause -> assertThat(cause).contains("2 threads", "boom again"));
    assertThat(open().lethalCause("winnow.prompts", 1, 8)).isEmpty();
    assertThat(open().lethalCause("winnow.prompts", 0, 7)).isEmpty();
  }

  @Test
  void aRecordIsLethalAfterFourProcessesEndedWhileProcessingIt() {
    for (int process = 0; process < DeathLog.LETHAL_PROCESSES; process++) {
      DeathLog log = open();
      assertThat(log.lethalCause("winnow.prompts", 1, 7)).isEmpty();
      log.acquire().enter("winnow.prompts", 1, 7);
    }

    assertThat(open().lethalCause("winnow.prompts", 1, 7)).isPresent();
  }

  @Test
  void processingARecordClearsItsDeaths() {
    for (int process = 0; process < 3 * DeathLog.LETHAL_PROCESSES; process++) {
      DeathLog log = open();
      assertThat(log.lethalCause("winnow.prompts", 1, 7)).isEmpty();
      if (process % (DeathLog.LETHAL_PROCESSES - 1) == DeathLog.LETHAL_PROCESSES - 2) {
        log.processed("winnow.prompts", 1, 7);
      }
      log.acquire().enter("winnow.prompts", 1, 7);
    }

    assertThat(open().lethalCause("winnow.prompts", 1, 7)).isEmpty();
  }

  @Test
  void aProcessedRecordIsNotLethal() {
    for (int process = 0; process < 3; process++) {
      InProcessFile.Slot slot = open().acquire();
      slot.enter("winnow.prompts", 1, 7);
      slot.leave();
    }

    assertThat(open().lethalCause("winnow.prompts", 1, 7)).isEmpty();
  }

  @Test
  void deathsAreForgottenAfterADay() {
    open().died(PLACE, "boom");
    open().died(PLACE, "boom");
    now = now.plusSeconds(24 * 3600 + 1);

    assertThat(open().lethalCause("winnow.prompts", 1, 7)).isEmpty();
  }

  @Test
  void manyLethalRecordsMeanThatTheCauseIsElsewhere() {
    DeathLog log = open();
    for (int offset = 0; offset <= DeathLog.MAX_LETHAL; offset++) {
      assertThat(log.isOverwhelmed()).isFalse();
      log.died(new Place("t", 0, offset), "boom");
      log.died(new Place("t", 0, offset), "boom");
    }

    assertThat(log.isOverwhelmed()).isTrue();
  }

  static Stream<Throwable> ofTheRecord() {
    return Stream.of(
        new StackOverflowError(),
        new OutOfMemoryError(),
        new IllegalStateException(),
        new StreamsException("wrapped", new NullPointerException()),
        new StreamsException("wrapped", new SerializationException("too large")),
        new UnknownSchemaException(3));
  }

  @ParameterizedTest
  @MethodSource("ofTheRecord")
  void exceptionsFromARecordsContentAreBlamedOnTheRecord(Throwable thrown) {
    assertThat(FailureCause.isOfTheRecord(thrown)).isTrue();
  }

  static Stream<Throwable> ofTheSurroundings() {
    return Stream.of(
        new RegistryException("down", null),
        new StreamsException("wrapped", new RegistryException("down", null)),
        new StreamsException("wrapped", new TimeoutException("broker away")),
        new ProcessorStateException("disk full"),
        new NoClassDefFoundError("broken installation"));
  }

  @ParameterizedTest
  @MethodSource("ofTheSurroundings")
  void outagesAreNotBlamedOnTheRecord(Throwable thrown) {
    assertThat(FailureCause.isOfTheRecord(thrown)).isFalse();
  }

  @Test
  void deathsOfThreadsCountWithinAWindowOnly() {
    ThreadDeaths deaths = new ThreadDeaths(() -> now);
    for (int death = 0; death < 5 * ThreadDeaths.MAX; death++) {
      now = now.plus(ThreadDeaths.WINDOW.dividedBy(ThreadDeaths.MAX - 1));
      assertThat(deaths.add()).isLessThanOrEqualTo(ThreadDeaths.MAX);
    }
    for (int death = 0; death < ThreadDeaths.MAX; death++) {
      deaths.add();
    }

    assertThat(deaths.add()).isGreaterThan(ThreadDeaths.MAX);
  }
}
