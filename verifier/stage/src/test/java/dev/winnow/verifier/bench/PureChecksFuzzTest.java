package dev.winnow.verifier.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.testing.Records;
import dev.winnow.schemas.testing.Seeds;
import dev.winnow.verifier.check.CheckContract;
import dev.winnow.verifier.check.Checks;
import dev.winnow.verifier.check.Finding;
import dev.winnow.verifier.check.ResponseCheck;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Mutated references and responses of the checks that read structured references. {@code
 * -Dwinnow.fuzz=1000000} sets the number.
 */
class PureChecksFuzzTest {
  private static final int INPUTS = Integer.getInteger("winnow.fuzz", 20_000);
  private static final int WARM_UP = 2_000;

  private record Sample(ResponseCheck check, String reference, String response) {
    static Sample of(String type, String reference, String response) {
      return new Sample(Checks.compile(CheckContract.check(type)), reference, response);
    }
  }

  private static final List<Sample> SAMPLES =
      List.of(
          Sample.of(
              "constraints",
              "[{\"id\": \"keywords:existence\", \"kwargs\": {\"keywords\": [\"ca(t|b)+s?\", \"d.*g\"]}},"
                  + " {\"id\": \"length_constraints:number_sentences\", \"kwargs\": {\"num_sentences\": 3, \"relation\": \"at least\"}},"
                  + " {\"id\": \"change_case:capital_word_frequency\", \"kwargs\": {\"capital_frequency\": 3, \"capital_relation\": \"less than\"}}]",
              "The cat (Mr. Tom) sat. A dog's \"house\" fell! WHO CARES? <<title>>"),
          Sample.of(
              "constraints",
              "{\"instruction_id_list\": [\"language:response_language\", \"detectable_format:multiple_sections\", \"detectable_format:json_format\"], \"kwargs\": [{\"language\": \"en\"}, {\"section_spliter\": \"Part\", \"num_sections\": 2}, null]}",
              "Part 1\n* a **bold** [place] text\n***\nPart 2\n{\"a\": 1}\nP.S. bye"),
          Sample.of("choice", "B", "A) cat\nThe answer is **B**, not (C). \\boxed{B}"),
          Sample.of(
              "json_schema",
              "{\"type\": \"object\", \"properties\": {\"a\": {\"pattern\": \"^(x|y)*$\"}}, \"allOf\": [{\"$ref\": \"#/$defs/b\"}], \"$defs\": {\"b\": {\"required\": [\"a\"], \"minProperties\": 1}}}",
              "```json\n{\"a\": \"xyx\", \"b\": [1, 2.5, null, {\"c\": true}]}\n```"),
          Sample.of(
              "tool_call",
              "[{\"name\": \"f\", \"arguments\": {\"x\": 1, \"y\": [\"a\"]}}, {\"name\": \"g\"}]",
              "<tool_call>{\"name\": \"f\", \"arguments\": {\"x\": 1, \"y\": [\"a\"]}}</tool_call>\n<tool_call>{\"name\": \"g\"}</tool_call>"));

  @Test
  void mutatedInputsNeverFailAndAreQuick() {
    long seed = Seeds.next();
    Mutations mutations = new Mutations(seed);
    TreeMap<String, Integer> reasons = new TreeMap<>();
    double worst = 0;
    int slow = 0;
    String slowest = "";
    for (int i = 0; i < INPUTS; i++) {
      Sample sample = SAMPLES.get(mutations.below(SAMPLES.size()));
      String reference =
          mutations.below(3) == 0 ? mutations.mutated(sample.reference()) : sample.reference();
      String response = mutations.mutated(sample.response());
      Prompt prompt = Prompt.newBuilder(Records.prompt("p")).setReference(reference).build();
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      Finding finding = sample.check().check(prompt, response);
      double millis = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e6;
      reasons.merge(finding.reason(), 1, Integer::sum);
      if (i >= WARM_UP && millis > worst) {
        worst = millis;
        slowest = reference + " against " + response;
      }
      slow += i >= WARM_UP && millis > 50 ? 1 : 0;
    }
    System.out.printf(
        "seed %d, %d inputs, worst %.1f ms, %d over 50 ms, %s%nslowest: %s%n",
        seed, INPUTS, worst, slow, reasons, slowest);

    assertThat(reasons).as("seed %d", seed).doesNotContainKey("CHECK_FAILED").hasSizeGreaterThan(8);
  }
}
