package dev.winnow.runtime.kafka;

import dev.winnow.runtime.kafka.DeadLetters.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts how often each record has ended the thread, or the process, that processed it. The log is
 * in the stage's state directory, so it survives a restart.
 *
 * <ol>
 *   <li>A thread that dies because of a record logs the death before it ends.
 *   <li>A process that ends while it processes a record leaves the record's place in a mapped file;
 *       the next process counts it as a death.
 *   <li>A record with {@value #LETHAL} deaths is skipped, not processed.
 * </ol>
 *
 * A place is removed after a day: by then its offset is committed, and a topic that is created
 * again has other records there. Thread-safe.
 */
public final class DeathLog {
  private static final Logger LOG = LoggerFactory.getLogger(DeathLog.class);

  /** Number of deaths from which on a record is skipped. */
  static final int LETHAL = 2;

  /**
   * If more records than this are lethal at the same time, the cause is not in the records:
   * skipping them would turn a fault of ours into lost data.
   */
  static final int MAX_LETHAL = 100;

  private static final Duration REMEMBERED = Duration.ofDays(1);
  private static final Duration WINDOW = Duration.ofMinutes(10);

  private final InProcessFile inProcess;
  private final @Nullable Path file;
  private final InstantSource clock;
  private final Map<Place, Deaths> deaths = new ConcurrentHashMap<>();

  private record Deaths(int number, long lastAt, String cause) {}

  private DeathLog(InProcessFile inProcess, @Nullable Path file, InstantSource clock) {
    this.inProcess = inProcess;
    this.file = file;
    this.clock = clock;
  }

  /** Creates a log that ends with the process. */
  public static DeathLog inMemory() {
    return new DeathLog(InProcessFile.inMemory(), null, InstantSource.system());
  }

  /**
   * Opens the log of this stage below this directory, including the deaths of the previous process.
   *
   * @throws UncheckedIOException if the directory cannot be written
   */
  public static DeathLog open(Path directory, String stage) {
    return open(directory, stage, InstantSource.system());
  }

  static DeathLog open(Path directory, String stage, InstantSource clock) {
    try {
      Files.createDirectories(directory);
      Path file = directory.resolve(stage + ".deaths");
      InProcessFile inProcess = InProcessFile.open(directory.resolve(stage + ".in-process"));
      DeathLog log = new DeathLog(inProcess, file, clock);
      log.load(file);
      inProcess.drainLeft().forEach(place -> log.died(place, "the process ended"));
      return log;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the state directory '%s' cannot be written; choose another".formatted(directory), e);
    }
  }

  InProcessFile.Slot acquire() {
    return inProcess.acquire();
  }

  /** Returns why the record at this place must be skipped; empty if it may be processed. */
  public Optional<String> lethalCause(String topic, int partition, long offset) {
    if (deaths.isEmpty()) {
      return Optional.empty();
    }
    Deaths known = deaths.get(new Place(topic, partition, offset));
    return known == null || known.number() < LETHAL || isOld(known, REMEMBERED)
        ? Optional.empty()
        : Optional.of(known.cause());
  }

  /** Logs that the record at this place has ended the thread that processed it. */
  public synchronized void died(Place place, String cause) {
    Deaths before = deaths.get(place);
    int number = before == null || isOld(before, REMEMBERED) ? 1 : before.number() + 1;
    deaths.put(place, new Deaths(number, clock.millis(), cause));
    deaths.values().removeIf(known -> isOld(known, REMEMBERED));
    LOG.error(
        "topic={} partition={} offset={} event=died-of-record deaths={} cause={}",
        place.topic(),
        place.partition(),
        place.offset(),
        number,
        cause);
    save();
  }

  /** Removes the deaths at this place. */
  synchronized void forget(Place place) {
    if (deaths.remove(place) != null) {
      save();
    }
  }

  /** Returns whether so many records were lethal recently that the cause must be elsewhere. */
  public boolean isOverwhelmed() {
    return deaths.values().stream()
            .filter(known -> known.number() >= LETHAL && !isOld(known, WINDOW))
            .count()
        > MAX_LETHAL;
  }

  private boolean isOld(Deaths known, Duration age) {
    return clock.millis() - known.lastAt() > age.toMillis();
  }

  private void load(Path from) throws IOException {
    if (!Files.exists(from)) {
      return;
    }
    for (String line : Files.readAllLines(from, StandardCharsets.UTF_8)) {
      String[] parts = line.split(" ", 6);
      try {
        Place place = new Place(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
        deaths.put(
            place, new Deaths(Integer.parseInt(parts[3]), Long.parseLong(parts[4]), parts[5]));
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        LOG.warn("file={} event=line-ignored: not a death", from);
      }
    }
  }

  /** A failed write must not stop the stage; the log then remains in memory. */
  private void save() {
    if (file == null) {
      return;
    }
    String lines =
        deaths.entrySet().stream()
            .map(entry -> line(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining());
    Path aside = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.writeString(aside, lines);
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("file={} event=not-written reason={}", file, e.toString());
    }
  }

  private static String line(Place place, Deaths deaths) {
    return "%s %d %d %d %d %s\n"
        .formatted(
            place.topic(),
            place.partition(),
            place.offset(),
            deaths.number(),
            deaths.lastAt(),
            deaths.cause().replaceAll("\\R", " "));
  }
}
