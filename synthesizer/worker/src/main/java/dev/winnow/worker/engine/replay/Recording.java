package dev.winnow.worker.engine.replay;

import dev.winnow.schemas.Prompt;
import dev.winnow.worker.engine.replay.LineIndex.Span;
import dev.winnow.worker.engine.replay.LineParser.BadLineException;
import dev.winnow.worker.engine.replay.RecordedLine.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The recorded responses of all prompts. Their positions are in memory, their texts on disk. */
final class Recording implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Recording.class);
  private static final int MAX_FAULTS = 10;

  private final LineParser parser;
  private final LineIndex index = new LineIndex();
  private final List<RecordingFile> files = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private long goodLines;
  private long badLines;

  /**
   * Reads all files once. Invalid lines are skipped; the log lists the first ten, and their number.
   *
   * @throws ReplayFileException if a file cannot be read, or no line of all files is valid
   */
  static Recording open(ReplayConfig config) {
    Recording recording = new Recording(new LineParser(config.layout()));
    try {
      recording.readAll(config.files());
      return recording;
    } catch (ReplayFileException e) {
      recording.close();
      throw e;
    }
  }

  private Recording(LineParser parser) {
    this.parser = parser;
  }

  /**
   * Returns the recorded responses of a prompt: by its id, else by the text of its last user
   * message.
   */
  Optional<Recorded> of(Prompt prompt) {
    return PromptKeys.of(prompt).stream()
        .map(key -> new Recorded(key, index.find(PromptKeys.hash(key))))
        .filter(recorded -> !recorded.spans.isEmpty())
        .findFirst();
  }

  @Override
  public void close() {
    for (RecordingFile file : files) {
      try {
        file.close();
      } catch (IOException e) {
        throw new ReplayFileException(file.path() + " cannot be closed: " + e.getMessage(), e);
      }
    }
  }

  /** The recorded responses of one prompt. Not thread-safe. */
  final class Recorded {
    private final String key;
    private final List<Span> spans;
    private Optional<Span> lastRead = Optional.empty();
    private List<Response> lastResponses = List.of();

    private Recorded(String key, List<Span> spans) {
      this.key = key;
      this.spans = spans;
    }

    /** Returns one more than the highest recorded index. */
    int end() {
      return spans.stream().mapToInt(Span::end).max().orElse(0);
    }

    /** Returns the response with this index; of several, the one recorded first. */
    Optional<Response> response(int index) throws IOException {
      Optional<Span> span = spans.stream().filter(s -> s.covers(index)).findFirst();
      if (span.isEmpty()) {
        return Optional.empty();
      }
      if (!span.equals(lastRead)) {
        lastResponses = read(span.get());
        lastRead = span;
      }
      return Optional.of(lastResponses.get(index - span.get().first()));
    }

    private List<Response> read(Span span) throws IOException {
      byte[] bytes = files.get(span.file()).read(span.offset(), span.length());
      RecordedLine line = parser.parse(bytes, bytes.length);
      if (!line.keys().contains(key) || line.responses().size() != span.count()) {
        throw new BadLineException(
            files.get(span.file()).path() + " has changed since it was first read");
      }
      return line.responses();
    }
  }

  private void readAll(List<Path> paths) {
    for (Path path : paths) {
      try {
        RecordingFile file = new RecordingFile(path);
        files.add(file);
        file.scan(new Indexer(path, files.size() - 1));
      } catch (IOException e) {
        throw new ReplayFileException("recording %s cannot be read: %s".formatted(path, e), e);
      }
    }
    if (badLines == 0) {
      return;
    }
    String named = String.join("\n", faults);
    if (goodLines == 0) {
      throw new ReplayFileException("the recording has no valid line, correct it:\n" + named);
    }
    LOG.warn(
        "{} invalid lines of {} are skipped, the first are:\n{}",
        badLines,
        badLines + goodLines,
        named);
  }

  /** Adds the lines of one file to the index. */
  private final class Indexer implements RecordingFile.LineVisitor {
    private final Path path;
    private final int file;

    Indexer(Path path, int file) {
      this.path = path;
      this.file = file;
    }

    @Override
    public void line(long number, long offset, byte[] bytes, int length) {
      try {
        RecordedLine line = parser.parse(bytes, length);
        for (String key : line.keys()) {
          index.add(
              PromptKeys.hash(key), file, offset, length, line.first(), line.responses().size());
        }
        goodLines++;
      } catch (BadLineException e) {
        fault(number, e.getMessage());
      }
    }

    @Override
    public void tooLong(long number) {
      fault(number, "longer than %d bytes".formatted(RecordingFile.MAX_LINE_BYTES));
    }

    private void fault(long number, @Nullable String what) {
      badLines++;
      if (faults.size() < MAX_FAULTS) {
        faults.add("%s:%d: %s".formatted(path, number, what));
      }
    }
  }
}
