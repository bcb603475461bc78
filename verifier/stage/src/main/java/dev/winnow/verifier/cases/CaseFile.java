package dev.winnow.verifier.cases;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads case files: JSON Lines, one case per line in either form; blank lines are skipped. */
public final class CaseFile {
  private CaseFile() {}

  /**
   * Returns all cases of the math check in file order.
   *
   * @throws IllegalArgumentException naming file, line and field if a line is not such a case
   */
  public static List<Case> read(Path file) throws IOException {
    List<Case> cases = new ArrayList<>();
    for (CaseLine line : lines(file)) {
      switch (line) {
        case CaseLine.Math math -> cases.add(math.math());
        case CaseLine.Any any ->
            throw new IllegalArgumentException(
                "%s: case %s is not of the math check's form".formatted(file, any.any().id()));
        case CaseLine.Bad bad ->
            throw new IllegalArgumentException(
                "%s line %d: %s".formatted(file, bad.number(), bad.error()));
      }
    }
    return cases;
  }

  /**
   * Returns all lines that are not blank, in file order; an invalid line does not affect the
   * others.
   */
  public static List<CaseLine> lines(Path file) throws IOException {
    List<CaseLine> lines = new ArrayList<>();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      CaseReader cases = new CaseReader();
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!line.isBlank()) {
          lines.add(cases.read(line, number));
        }
      }
    }
    return lines;
  }
}
