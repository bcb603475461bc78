package dev.winnow.verifier.constraint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of delimited text as Python's {@code csv.reader} reads them by default. Linear. */
final class PythonCsv {
  private enum State {
    FIELD_START,
    UNQUOTED,
    QUOTED,
    QUOTE_IN_QUOTED
  }

  private final char delimiter;
  private final List<List<String>> rows = new ArrayList<>();
  private final StringBuilder field = new StringBuilder();
  private List<String> row = new ArrayList<>();
  private State state = State.FIELD_START;

  private PythonCsv(char delimiter) {
    this.delimiter = delimiter;
  }

  /** Returns the rows; a blank line is a row without fields. Empty if Python cannot read them. */
  static Optional<List<List<String>>> read(String text, char delimiter) {
    PythonCsv csv = new PythonCsv(delimiter);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean ends = c == '\n' || c == '\r';
      if (ends && csv.state != State.QUOTED) {
        // After a carriage return only the end of the line may follow.
        if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) != '\n') {
          return Optional.empty();
        }
        i += c == '\r' && i + 1 < text.length() ? 1 : 0;
        csv.endRow();
      } else {
        csv.take(c);
      }
    }
    if (!csv.row.isEmpty() || csv.state != State.FIELD_START) {
      csv.endRow();
    }
    return Optional.of(csv.rows);
  }

  private void take(char c) {
    switch (state) {
      case FIELD_START, UNQUOTED -> {
        if (c == '"' && state == State.FIELD_START) {
          state = State.QUOTED;
        } else if (c == delimiter) {
          endField();
        } else {
          field.append(c);
          state = State.UNQUOTED;
        }
      }
      case QUOTED -> {
        if (c == '"') {
          state = State.QUOTE_IN_QUOTED;
        } else {
          field.append(c);
        }
      }
      case QUOTE_IN_QUOTED -> {
        if (c == delimiter) {
          endField();
        } else {
          field.append(c);
          state = c == '"' ? State.QUOTED : State.UNQUOTED;
        }
      }
    }
  }

  private void endField() {
    row.add(field.toString());
    field.setLength(0);
    state = State.FIELD_START;
  }

  private void endRow() {
    if (!row.isEmpty() || state != State.FIELD_START) {
      endField();
    }
    rows.add(row);
    row = new ArrayList<>();
  }
}
