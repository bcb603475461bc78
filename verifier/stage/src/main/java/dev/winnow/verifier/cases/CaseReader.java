package dev.winnow.verifier.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.winnow.schemas.text.ReadErrors;
import dev.winnow.verifier.request.RowFields;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the cases of one file, row by row, and rejects repeated ids, because cases with the same id
 * could not be distinguished in the results. Not thread-safe.
 */
public final class CaseReader {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Map<String, Integer> numberById = new HashMap<>();

  /**
   * Returns the case of a row, or why it is invalid.
   *
   * @param number number of the row, from 1
   */
  public CaseLine read(String row, int number) {
    try {
      JsonNode node = MAPPER.readTree(row);
      if (!node.isObject()) {
        return new CaseLine.Bad(number, "want a JSON object");
      }
      return node.has("type")
          ? once(new CaseLine.Any(CheckCase.of(node)), number)
          : once(new CaseLine.Math(Case.of(node)), number);
    } catch (JsonProcessingException e) {
      return new CaseLine.Bad(number, RowFields.printable("not JSON: " + ReadErrors.json(e)));
    } catch (IllegalArgumentException e) {
      return new CaseLine.Bad(number, RowFields.printable(String.valueOf(e.getMessage())));
    }
  }

  private CaseLine once(CaseLine line, int number) {
    String id =
        line instanceof CaseLine.Math math ? math.math().id() : ((CaseLine.Any) line).any().id();
    Integer before = numberById.putIfAbsent(id, number);
    return before == null
        ? line
        : new CaseLine.Bad(
            number,
            RowFields.printable(
                "id \"%s\" is already used by the case of line %d; give each case its own"
                    .formatted(RowFields.shown(id), before)));
  }
}
