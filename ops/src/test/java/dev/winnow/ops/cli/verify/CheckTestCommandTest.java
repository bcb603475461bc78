package dev.winnow.ops.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Contract tests of checks, among them those of other jars. */
class CheckTestCommandTest {
  private static final String CASE =
      "{\"id\": \"%s\", \"kind\": \"%s\", \"type\": \"%s\", \"reference\": \"It\", \"response\":"
          + " \"%s\"}%n";

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();

  private int execute(String cases, String... more) throws Exception {
    Path file = directory.resolve("contract.jsonl");
    Files.writeString(file, cases);
    String[] arguments = new String[more.length + 2];
    arguments[0] = "test";
    arguments[1] = file.toString();
    System.arraycopy(more, 0, arguments, 2, more.length);
    return new CommandLine(new CheckCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(out))
        .execute(arguments);
  }

  private static String cases(String type, String full, String zero) {
    return CASE.formatted("a", "full", type, full)
        + CASE.formatted("b", "zero", type, zero)
        + CASE.formatted("c", "malformed", type, "\\u0000{{")
        + CASE.formatted("d", "determinism", type, full);
  }

  @Test
  void aCheckOfAnotherJarThatKeepsItsContractPasses() throws Exception {
    assertThat(execute(cases("starts_with", "It is 7", "No"))).as(out.toString()).isZero();
    assertThat(out.toString()).contains("4 cases, 0 problems");
  }

  @Test
  void saysWhichCaseIsNotAsItsKindDemands() throws Exception {
    assertThat(execute(cases("starts_with", "No", "It is 7"))).isEqualTo(1);
    assertThat(out.toString())
        .contains("a: found REJECTED")
        .contains("want ACCEPTED")
        .contains("b: found ACCEPTED");
  }

  @Test
  void aCheckThatDoesNotEndBreaksItsContract() throws Exception {
    assertThat(execute(cases("never_ends", "It", "No"), "--within", "100")).isEqualTo(1);
    assertThat(out.toString()).contains("takes more than 100 ms");
  }

  @Test
  void saysWhichKindsAreMissingAndWhichLinesAreNoCases() throws Exception {
    assertThat(execute(CASE.formatted("a", "full", "exact", "It") + "{\"id\": \"b\"}\n"))
        .isEqualTo(1);
    assertThat(out.toString())
        .contains("check 'exact' has no case of kind zero")
        .contains("line 2: field \"kind\" is missing");
  }
}
