package dev.winnow.ops.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.cli.Winnow;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Arguments of {@code winnow reverify}; no server is contacted. */
class ReverifyCommandTest {
  private static final String JUDGED =
      """
      name: judged
      verify:
        scorers:
          - {name: often, type: judge, pool: j, votes: 3}
          - {name: once, type: judge, pool: j}
          - {name: rm, type: reward, pool: rm}
        score: often + once + rm
        accept: score > 1
      allocation: {strategy: fixed, candidates: 4}
      """;

  @TempDir private Path directory;
  private final StringWriter err = new StringWriter();

  @Test
  void wantsARecipeAndOneOnly() throws IOException {
    assertThat(execute()).isEqualTo(2);
    assertThat(err.toString()).contains("--recipe, --name: give one of them");
    assertThat(execute("--recipe", recipe(), "--name", "judged")).isEqualTo(2);
  }

  @Test
  void asksNoScorerAgainWhoseScoresAreNotRepeatableUnlessItIsAllowed() throws IOException {
    assertThat(execute("--recipe", recipe())).isEqualTo(2);

    assertThat(err.toString())
        .contains("--allow-scorer: [often] may give the same candidate another score each time")
        .contains("allow it with --allow-scorer often");
  }

  @Test
  void allowsOnlyScorersThatTheRecipeHas() throws IOException {
    assertThat(execute("--recipe", recipe(), "--allow-scorer", "oftne")).isEqualTo(2);

    assertThat(err.toString()).contains("the recipe 'judged' has no scorer [oftne]");
  }

  @Test
  void refusesAFileThatIsNotThere() throws IOException {
    assertThat(execute("--recipe", recipe(), "nowhere.parquet")).isEqualTo(2);

    assertThat(err.toString()).contains("FILE: 'nowhere.parquet' does not exist");
  }

  @Test
  void refusesAnUnknownOutcomeAWrongTimeAndAnEmptyWindow() throws IOException {
    assertThat(execute("--recipe", recipe(), "--only", "maybe")).isEqualTo(2);
    assertThat(execute("--recipe", recipe(), "--judged-before", "yesterday")).isEqualTo(2);
    assertThat(execute("--recipe", recipe(), "--window", "0")).isEqualTo(2);
    assertThat(execute("--recipe", recipe(), "--wait-seconds", "0")).isEqualTo(2);

    assertThat(err.toString()).contains("--only", "--judged-before", "--window", "--wait-seconds");
  }

  private String recipe() throws IOException {
    return Files.writeString(directory.resolve("judged.yaml"), JUDGED).toString();
  }

  private int execute(String... arguments) {
    CommandLine line = Winnow.commandLine().setErr(new PrintWriter(err, true));
    String[] all = new String[arguments.length + 1];
    all[0] = "reverify";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return line.execute(all);
  }
}
