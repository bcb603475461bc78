package dev.winnow.verifier.constraint;

import java.util.List;

/** Which texts an instruction is tried on; one that follows it suffices. */
enum ConstraintReading {
  /** The response as it is. */
  STRICT {
    @Override
    List<String> of(String response) {
      return List.of(response);
    }
  },
  /** Also without its first line, its last line, and asterisks, in all combinations. */
  LOOSE {
    @Override
    List<String> of(String response) {
      int first = response.indexOf('\n');
      int last = response.lastIndexOf('\n');
      String noFirst = first < 0 ? "" : PythonText.strip(response.substring(first + 1));
      String noLast = last < 0 ? "" : PythonText.strip(response.substring(0, last));
      String neither = first == last ? "" : PythonText.strip(response.substring(first + 1, last));
      return List.of(
          response,
          plain(response),
          noFirst,
          noLast,
          neither,
          plain(noFirst),
          plain(noLast),
          plain(neither));
    }
  };

  abstract List<String> of(String response);

  private static String plain(String text) {
    return text.replace("*", "");
  }
}
