package dev.winnow.ops.calibrate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.ops.dataset.ReplacingRows;
import dev.winnow.producers.json.Json;
import dev.winnow.producers.source.RowFile;
import dev.winnow.producers.source.RowSource;
import dev.winnow.producers.source.SourceLine;
import dev.winnow.schemas.VerdictHistory;
import dev.winnow.schemas.text.ReadErrors;
import dev.winnow.verifier.check.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads labelled scores from a file of a dataset, or from lines such as
 *
 * <pre>{@code
 * {"prompt_id": "gsm8k-17", "score": 3.25, "correct": true}
 * }</pre>
 *
 * {@code correct} is the trusted label: of a check, or of a person. Rows without a score or without
 * a label are counted and passed over. A row that was judged by a score, as its {@code reason}
 * says, has no label: a threshold would be measured by itself. A row whose verdict is not the
 * current one of its candidate, as far as these files tell, is passed over too.
 */
public final class LabelledScoreFile {
  private static final int MAX_ROWS = 10_000_000;
  private static final Set<String> BY_SCORE =
      Set.of(Reason.ACCEPTED_BY_SCORE, Reason.REJECTED_BY_SCORE, Reason.SCORED);

  private LabelledScoreFile() {}

  /**
   * What was read.
   *
   * @param unlabelled rows without a score, or without a label that is no score's
   * @param replaced rows with both, whose verdict is not the current one
   */
  public record Labelled(List<LabelledScore> scores, int unlabelled, int replaced) {}

  /** A row with both. */
  private record Entry(String id, int revision, LabelledScore score) {}

  /**
   * Reads these files.
   *
   * @param score name of the score among {@code scores}; empty for the row's {@code score}
   * @throws IllegalArgumentException if a row cannot be used; the message says where and why
   * @throws IOException if a file cannot be read
   */
  public static Labelled read(List<Path> files, Optional<String> score) throws IOException {
    List<Entry> entries = new ArrayList<>();
    VerdictHistory history = new VerdictHistory();
    int unlabelled = 0;
    for (Path file : files) {
      try (RowSource rows = RowFile.open(file)) {
        for (Optional<SourceLine> row = rows.next(); row.isPresent(); row = rows.next()) {
          Optional<Entry> labelled = labelled(file, rows.unit(), row.get(), score, history);
          labelled.ifPresent(entries::add);
          unlabelled += labelled.isPresent() ? 0 : 1;
          if (entries.size() > MAX_ROWS) {
            throw new IllegalArgumentException(
                "more than %,d labelled scores; take a sample of them".formatted(MAX_ROWS));
          }
        }
      }
    }
    List<LabelledScore> scores =
        entries.stream()
            .filter(entry -> history.isCurrent(entry.id(), entry.revision()))
            .map(Entry::score)
            .toList();
    return new Labelled(scores, unlabelled, entries.size() - scores.size());
  }

  private static Optional<Entry> labelled(
      Path file, String unit, SourceLine row, Optional<String> score, VerdictHistory history) {
    try {
      return switch (row) {
        case SourceLine.Text text -> labelled(Json.MAPPER.readTree(text.text()), score, history);
        case SourceLine.Unreadable unreadable ->
            throw new IllegalArgumentException(unreadable.reason());
      };
    } catch (JsonProcessingException e) {
      throw refused(file, unit, row, "not JSON: " + ReadErrors.json(e));
    } catch (IllegalArgumentException e) {
      throw refused(file, unit, row, String.valueOf(e.getMessage()));
    }
  }

  private static IllegalArgumentException refused(
      Path file, String unit, SourceLine row, String reason) {
    return new IllegalArgumentException(
        "%s, %s %d: %s".formatted(file, unit, row.number(), reason));
  }

  private static Optional<Entry> labelled(
      JsonNode row, Optional<String> score, VerdictHistory history) {
    ReplacingRows.note(row, history);
    return labelled(row, score)
        .map(labelled -> new Entry(row.path("id").asText(), ReplacingRows.revision(row), labelled));
  }

  private static Optional<LabelledScore> labelled(JsonNode row, Optional<String> score) {
    JsonNode prompt = row.path("prompt_id");
    if (!prompt.isTextual()) {
      throw new IllegalArgumentException(
          "want a row with prompt_id, score and correct; prompt_id is missing or not text");
    }
    JsonNode value = score.map(name -> named(row, name)).orElseGet(() -> row.path("score"));
    JsonNode label = row.path("correct");
    boolean isByScore = BY_SCORE.contains(row.path("reason").asText());
    if (isNothing(value) || isNothing(label) || isByScore) {
      return Optional.empty();
    }
    if (!value.isNumber() || !label.isBoolean()) {
      throw new IllegalArgumentException(
          "want a number as score and true or false as correct, not %s and %s"
              .formatted(Json.shorten(value.toString()), Json.shorten(label.toString())));
    }
    return Optional.of(
        new LabelledScore(prompt.textValue(), value.doubleValue(), label.booleanValue()));
  }

  private static boolean isNothing(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private static JsonNode named(JsonNode row, String name) {
    for (JsonNode score : row.path("scores")) {
      if (score.path("name").asText().equals(name)) {
        return score.path("value");
      }
    }
    return row.path("scores").path(name);
  }
}
