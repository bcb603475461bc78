package dev.winnow.producers.screen;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.json.Json;
import dev.winnow.producers.source.PromptReader;
import dev.winnow.producers.source.RefusedLineException;
import dev.winnow.producers.source.RowFile;
import dev.winnow.producers.source.RowSource;
import dev.winnow.producers.source.SourceLine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads benchmark files of any format that prompts may have. Of a row in a known layout the users'
 * messages are taken, of any other row every text in it.
 */
public final class BenchmarkFiles {
  private static final PromptReader READER = new PromptReader("benchmark", Optional.empty());

  private BenchmarkFiles() {}

  /**
   * Reads these files.
   *
   * @throws IOException if a file cannot be read, or holds no text; the message names it
   */
  public static BenchmarkIndex read(List<Path> files, BenchmarkRule rule) throws IOException {
    BenchmarkIndex index = new BenchmarkIndex(rule);
    for (Path file : files) {
      int before = index.size();
      try (RowSource rows = RowFile.open(file)) {
        for (Optional<SourceLine> line = rows.next(); line.isPresent(); line = rows.next()) {
          add(index, String.valueOf(file.getFileName()), line.get());
        }
      }
      if (index.size() == before) {
        throw new IOException(
            "benchmark '%s' has no text to compare with; give a file with one question in each row"
                .formatted(file));
      }
    }
    return index;
  }

  private static void add(BenchmarkIndex index, String file, SourceLine line) throws IOException {
    String name = file + "#" + line.number();
    switch (line) {
      case SourceLine.Unreadable bad ->
          throw new IOException("benchmark %s: %s".formatted(name, Json.printable(bad.reason())));
      case SourceLine.Text text -> texts(text.text()).forEach(some -> index.add(name, some));
    }
  }

  private static List<String> texts(String row) throws IOException {
    try {
      return List.of(ComparedText.of(READER.read(row, "benchmark", Instant.EPOCH)));
    } catch (RefusedLineException e) {
      List<String> texts = new ArrayList<>();
      collect(Json.MAPPER.readTree(row), texts);
      return texts;
    }
  }

  private static void collect(JsonNode node, List<String> texts) {
    if (node.isTextual()) {
      texts.add(node.asText());
    }
    node.forEach(child -> collect(child, texts));
  }
}
