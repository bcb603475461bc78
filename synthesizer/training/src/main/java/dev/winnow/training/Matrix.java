package dev.winnow.training;

import java.util.Arrays;

/**
 * A matrix of weights, row by row. Mutable; not thread-safe.
 *
 * @param values {@code rows * columns} numbers
 */
record Matrix(int rows, int columns, float[] values) {
  /** Returns a matrix of zeros. */
  static Matrix zeros(int rows, int columns) {
    return new Matrix(rows, columns, new float[rows * columns]);
  }

  void set(int row, int column, double value) {
    values[row * columns + column] = (float) value;
  }

  float get(int row, int column) {
    return values[row * columns + column];
  }

  /** Sets these rows to zero. */
  void clearRows(int from, int to) {
    Arrays.fill(values, from * columns, to * columns, 0);
  }

  /** Copies this into the upper left corner of a larger matrix of zeros. */
  Matrix padded(int toRows, int toColumns) {
    Matrix larger = zeros(toRows, toColumns);
    for (int row = 0; row < rows; row++) {
      System.arraycopy(values, row * columns, larger.values, row * toColumns, columns);
    }
    return larger;
  }
}
