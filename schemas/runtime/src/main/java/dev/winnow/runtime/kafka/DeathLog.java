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
 *   <li>A record that is processed after a death is cleared of it.
 *   <li>A record with {@value #LETHAL_THREADS} deaths of threads, or {@value #LETHAL_PROCESSES} of
 *       processes, is skipped, not processed.
 * </ol>
 *
 * The exception of a thread shows that the record is the cause. The end of a process does not: an
 * operator or the kernel may kill a process twice at the same record, because the first records
 * after a restart are the slowest. So more deaths of processes than of threads are needed.
 *
 * <p>A place is removed after a day: by then its offset is committed, and a topic that is created
 * again has other records there. Thread-safe.
 */
public final class DeathLog {
  private static final Logger LOG = LoggerFactory.getLogger(DeathLog.class);

  static final int LETHAL_THREADS = 2;
  static final int LETHAL_PROCESSES = 4;

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

  private record Deaths(int threads, int processes, long lastAt, String cause) {
    static final Deaths NONE = new Deaths(0, 0, 0, "");

    boolean areLethal() {
      return threads >= LETHAL_THREADS || processes >= LETHAL_PROCESSES;
    }

    @Override
    public String toString() {
      return "%d threads and %d processes, lately by: %s".formatted(threads, processes, cause);
    }
  }

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
      inProcess.drainLeft().forEach(log::processEnded);
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
    return known == null || !known.areLethal() || isOld(known, REMEMBERED)
        ? Optional.empty()
        : Optional.of(known.toString());
  }

  /** Logs that the record at this place has ended the thread that processed it. */
  public synchronized void died(Place place, String cause) {
    Deaths before = known(place);
    log(place, new Deaths(before.threads() + 1, before.processes(), clock.millis(), cause));
  }

  private synchronized void processEnded(Place place) {
    Deaths before = known(place);
    String cause = "the process ended";
    log(place, new Deaths(before.threads(), before.processes() + 1, clock.millis(), cause));
  }

  private Deaths known(Place place) {
    Deaths before = deaths.get(place);
    return before == null || isOld(before, REMEMBERED) ? Deaths.NONE : before;
  }

  private void log(Place place, Deaths now) {
    deaths.put(place, now);
    deaths.values().removeIf(known -> isOld(known, REMEMBERED));
    LOG.error(
        "topic={} partition={} offset={} event=died-of-record deaths='{}'",
        place.topic(),
        place.partition(),
        place.offset(),
        now);
    save();
  }

  /** Clears the record at this place, which was processed: nothing died of it. */
  void processed(String topic, int partition, long offset) {
    if (!deaths.isEmpty()) {
      forget(new Place(topic, partition, offset));
    }
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
            .filter(known -> known.areLethal() && !isOld(known, WINDOW))
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
      String[] parts = line.split(" ", 7);
      try {
        Place place = new Place(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
        deaths.put(
            place,
            new Deaths(
                Integer.parseInt(parts[3]),
                Integer.parseInt(parts[4]),
                Long.parseLong(parts[5]),
                parts[6]));
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        LOG.warn("file={} event=line-ignored reason='not a death'", from);
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
    return "%s %d %d %d %d %d %s\n"
        .formatted(
            place.topic(),
            place.partition(),
            place.offset(),
            deaths.threads(),
            deaths.processes(),
            deaths.lastAt(),
            deaths.cause().replaceAll("\\R", " "));
  }
}
