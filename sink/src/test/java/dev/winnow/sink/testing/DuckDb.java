package dev.winnow.sink.testing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads data files with a reader that is not ours. */
public final class DuckDb {
  private DuckDb() {}

  /**
   * Rows of a query as maps; values as text, with null for null. Statements may stand before it.
   */
  public static List<Map<String, String>> query(String sql) {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      String[] statements = sql.strip().split(";\\s*\n");
      for (int i = 0; i < statements.length - 1; i++) {
        statement.execute(statements[i]);
      }
      ResultSet result = statement.executeQuery(statements[statements.length - 1]);
      List<Map<String, String>> rows = new ArrayList<>();
      while (result.next()) {
        Map<String, String> row = new HashMap<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.put(result.getMetaData().getColumnName(i), result.getString(i));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Runs a statement that has no rows. */
  public static void execute(String sql) {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The expression that reads these Parquet or JSONL files. */
  public static String files(Path glob) {
    return glob.toString().endsWith(".parquet")
        ? "read_parquet('%s')".formatted(glob)
        : "read_json('%s', format = 'newline_delimited')".formatted(glob);
  }
}
