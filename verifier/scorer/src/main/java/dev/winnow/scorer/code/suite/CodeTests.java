package dev.winnow.scorer.code.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tests of a program, at least one. */
public sealed interface CodeTests {
  /** Returns how many there are. */
  int size();

  /** Returns the first of them. */
  CodeTests first(int count);

  /**
   * The program reads standard input and writes standard output.
   *
   * @param checker a Python program that says whether an output is right; empty to compare
   */
  record Streams(List<StreamCase> cases, Optional<String> checker) implements CodeTests {
    public Streams {
      cases = List.copyOf(cases);
    }

    @Override
    public int size() {
      return cases.size();
    }

    @Override
    public Streams first(int count) {
      return new Streams(cases.subList(0, Math.min(count, cases.size())), checker);
    }
  }

  /** An input and the output that is wanted. */
  record StreamCase(String input, String output) {}

  /**
   * A function is called.
   *
   * @param function its name, of the module or of a class {@code Solution}
   */
  record Calls(String function, List<CallCase> cases) implements CodeTests {
    public Calls {
      cases = List.copyOf(cases);
    }

    @Override
    public int size() {
      return cases.size();
    }

    @Override
    public Calls first(int count) {
      return new Calls(function, cases.subList(0, Math.min(count, cases.size())));
    }
  }

  /**
   * Arguments and the value that is wanted.
   *
   * @param arguments in the form of {@link dev.winnow.scorer.code.compare.TypedJson}
   * @param value JSON
   */
  record CallCase(List<JsonNode> arguments, JsonNode value) {
    public CallCase {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * Python code tests the program: each script is a test, which passes if it does not raise.
   *
   * @param setup code that runs before them, trusted as they are
   * @param entry the function under test, which {@code check(entry)} gets
   * @param defines further names that are the program's even where Python has them too
   */
  record Scripts(List<String> scripts, String setup, Optional<String> entry, Set<String> defines)
      implements CodeTests {
    public Scripts {
      scripts = List.copyOf(scripts);
      defines = Set.copyOf(defines);
    }

    @Override
    public int size() {
      return scripts.size();
    }

    @Override
    public Scripts first(int count) {
      return new Scripts(
          scripts.subList(0, Math.min(count, scripts.size())), setup, entry, defines);
    }
  }
}
