package dev.winnow.verifier.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads case files: JSON Lines, one case a line, blank lines skipped. */
public final class CaseFile {
  private CaseFile() {}

  /**
   * All cases in file order.
   *
   * @throws IllegalArgumentException naming file, line and field where a line is no case
   */
  public static List<Case> read(Path file) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<Case> cases = new ArrayList<>();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!line.isBlank()) {
          cases.add(parse(mapper, line, file, number));
        }
      }
    }
    return cases;
  }

  private static Case parse(ObjectMapper mapper, String line, Path file, int number) {
    try {
      return Case.of(mapper.readTree(line));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      String why =
          e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
      throw new IllegalArgumentException(file + " line " + number + ": " + why, e);
    }
  }
}
