package dev.winnow.verifier.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.math.MathVerifier;
import dev.winnow.math.equal.MathPolicy;
import dev.winnow.schemas.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * The accuracy that must hold on cases collected from the test suites of other checkers, and on
 * labelled solutions.
 */
class SharedCasesTest {
  private static final Set<String> OWN = Set.of("constructed", "real-solutions");
  private final MathVerifier verifier = new MathVerifier(MathPolicy.defaults());

  private static double share(List<CaseResult> results, Predicate<CaseResult> wanted) {
    List<CaseResult> chosen = results.stream().filter(wanted).toList();
    long held = chosen.stream().filter(CaseResult::held).count();
    return 100.0 * held / chosen.size();
  }

  @Test
  void judgesEachOfOurOwnCasesAsExpected() throws IOException {
    List<Case> cases = CaseFile.read(Repository.fixture("cases.jsonl"));

    List<CaseResult> results = new CaseScorer(verifier).score(cases).results();

    assertThat(results).hasSize(34).allMatch(CaseResult::held);
  }

  @Test
  void judgesOurOwnSolutionsAsLabelled() throws IOException {
    LabelledSolutions solutions = LabelledSolutions.judge(Repository.fixture("solutions.jsonl"));

    assertThat(solutions.judged()).isEqualTo(48);
    assertThat(solutions.misses()).isEmpty();
  }

  @Test
  void theCoreCasesAreJudgedAsAMathematicianWould() throws IOException {
    List<Case> cases = CaseFile.read(Repository.shared("cases/cases.jsonl"));
    List<CaseResult> core =
        new CaseScorer(verifier)
            .score(cases).results().stream().filter(r -> r.tried().core()).toList();

    assertThat(share(core, r -> r.tried().accepted()))
        .as("percent accepted")
        .isGreaterThanOrEqualTo(99.5);
    assertThat(share(core, r -> r.tried().accepted() && !OWN.contains(r.tried().source())))
        .as("percent accepted of the other checkers' suites")
        .isGreaterThanOrEqualTo(99);
    assertThat(share(core, r -> !r.tried().accepted()))
        .as("percent rejected")
        .isGreaterThanOrEqualTo(99.9);
  }

  @Test
  void thePublishedAnswersAreFoundInTheirSolutions() throws IOException {
    List<Case> cases = CaseFile.read(Repository.shared("cases/cases.jsonl"));
    List<CaseResult> results = new CaseScorer(verifier).score(cases).results();

    assertThat(share(results, r -> r.tried().kind() == Case.Kind.EXTRACT))
        .isGreaterThanOrEqualTo(99.5);
  }

  @Test
  void labelledModelSolutionsAreJudgedAsLabelled() throws IOException {
    LabelledSolutions solutions =
        LabelledSolutions.judge(Repository.shared("data/gsm8k/example_model_solutions.jsonl"));

    assertThat(solutions.judged()).isGreaterThan(5000);
    assertThat(solutions.misses())
        .as("judged otherwise than labelled")
        .hasSizeLessThanOrEqualTo(solutions.judged() / 500);
  }

  /** Solutions of which their publisher says whether they are right. */
  private record LabelledSolutions(int judged, List<String> misses) {
    static LabelledSolutions judge(Path file) throws IOException {
      MathVerifier verifier = new MathVerifier(MathPolicy.defaults());
      List<String> misses = new ArrayList<>();
      int judged = 0;
      for (String line : Files.readAllLines(file)) {
        JsonNode problem = new ObjectMapper().readTree(line);
        for (JsonNode model : problem) {
          if (model.isObject()) {
            judged++;
            String solution = model.get("solution").asText();
            boolean equal = verifier.verify(problem.get("ground_truth").asText(), solution).equal();
            if (equal != model.get("is_correct").asBoolean()) {
              misses.add(solution);
            }
          }
        }
      }
      return new LabelledSolutions(judged, misses);
    }
  }
}
