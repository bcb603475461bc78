package dev.winnow.verifier.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.winnow.verifier.answer.Answer.Missing;
import dev.winnow.verifier.answer.Answer.Part;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
  private static final AnswerReader READER = new AnswerReader(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {"Paris", " Paris\n", "a < b > c", "[1, 2]", "x <y> z", "<answer>B</answer>"})
  void takesATextWithoutMarkersAsItIs(String text) {
    assertThat(READER.read(text)).isEqualTo(new Part(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<think>hm, 41?</think>Paris",
        "<think>\nhm\n</think>\n\nParis\n",
        "<Think>hm</THINK>Paris",
        "<think >hm</think >Paris",
        "< think>hm</ think>Paris",
        "<think type=\"deep\">hm</think>Paris",
        "<think>hm<\\/think>Paris",
        "&lt;think&gt;hm&lt;/think&gt;Paris",
        "<think/>Paris",
        "<seed:think>hm</seed:think>Paris",
        "<thinking>hm</thinking>Paris",
        "<thought>hm</thought>Paris",
        "<reasoning>hm</reasoning>Paris",
        "<reflection>hm</reflection>Paris",
        "<scratchpad>hm</scratchpad>Paris",
        "<antThinking>hm</antThinking>Paris",
        "<inner_monologue>hm</inner_monologue>Paris",
        "<inner-monologue>hm</inner-monologue>Paris",
        "[THINK]hm[/THINK]Paris",
        "\u25c1think\u25b7hm\u25c1/think\u25b7Paris",
        "<|begin_of_thought|>hm<|end_of_thought|>Paris",
        "<|begin_of_thought|>hm<|end_of_thought|>\n<|begin_of_solution|>Paris<|end_of_solution|>",
        "<|START_THINKING|>hm<|END_THINKING|><|START_RESPONSE|>Paris<|END_RESPONSE|>",
        "<|inner_prefix|>hm<|inner_suffix|>Paris",
        "<|channel>thought\nhm<channel|>Paris",
        "<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>Paris<|return|>",
        "<|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>commentary<|message|>b<|end|>"
            + "<|start|>assistant<|channel|>final<|message|>Paris",
        "analysisWe need the capital.assistantfinalParis",
        "The capital begins with P.</think>Paris",
        "<think>a</think>London<think>b</think>Paris",
        "<think>a<think>b</think>c</think>Paris",
        "<thinking>a<reflection>b</reflection>c</thinking>Paris",
        "<think>the tag `<think>` opens</think>Paris",
        "<think>```\n<x>\n```</think>Paris",
        "Paris<|im_end|>\n<|im_start|>user\nAnd London?",
        "<think>hm</think>Paris<|eot_id|>London",
        "Paris</s>London",
        "Paris<|endoftext|>London",
        "Paris<end_of_turn>\n<start_of_turn>user",
        "Paris[/INST]London",
        "Paris<\uff5cend\u2581of\u2581sentence\uff5c>London",
        "Paris<|end|><|user|>London",
        "<|im_start|>assistant\nParis",
        "<|start_header_id|>assistant<|end_header_id|>\n\nParis<|eot_id|>",
        "<s>Paris</s>",
        "It is <|begin_of_box|>Paris<|end_of_box|>."
      })
  void takesWhatFollowsTheReasoningAndPrecedesTheEndOfTheTurn(String text) {
    assertThat(READER.read(text)).isEqualTo(new Part("Paris"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<think>Let me guess. The answer is (A)",
        "<THINK>\\boxed{42}",
        "<think deep>42",
        "[THINK]42",
        "\u25c1think\u25b742",
        "<seed:think>42",
        "<|START_THINKING|>42",
        "<|begin_of_thought|>42",
        "<|channel|>analysis<|message|>The answer is 42.",
        "<|channel|>analysis<|message|>The answer is 42.<|end|>",
        "<|channel|>commentary to=functions.f<|message|>{}<|call|>",
        "analysisThe answer is 42.",
        "<think>a</think>42<think>b",
        "<think>a<think>b</think>42",
        "<thinking>a</think>42",
        "<think>42<|im_end|></think>42",
        "The tag <think> opens. The answer is 42.",
        "The tag `<think>` opens. The answer is 42.",
        "```\n<think>\n```\n42"
      })
  void findsNoAnswerWhereReasoningNeverEnds(String text) {
    assertThat(READER.read(text)).isEqualTo(new Missing(Answer.UNCLOSED_REASONING));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \n\t",
        "<think>42</think>",
        "<think>42</think>\n \n",
        "42</think>",
        "<think></think><|im_end|>42",
        "<|im_end|>\n<|im_start|>user\n42",
        "<|end|>42",
        "<|im_start|>user\n42"
      })
  void findsNoAnswerWhereNothingIsLeft(String text) {
    assertThat(READER.read(text)).isEqualTo(new Missing(Answer.EMPTY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I must end with \"</think>\" and then say 42.",
        "<think>I must end with `</think>` and then say 42.",
        "```xml\n</think>\n```\n42",
        "42 ends with `</s>`, 43 does not.",
        "\u201c<|im_end|>\u201d ends it: 42",
        "<s>41</s> 42"
      })
  void decidesNothingByAMarkerThatMayOnlyBeMentioned(String text) {
    assertThat(READER.read(text)).isEqualTo(new Missing(Answer.QUOTED_MARKER));
  }

  @Test
  void knowsTheMarkersOfTheRecipeToo() {
    AnswerReader reader =
        new AnswerReader(
            List.of(new Marker("<ponderings>", "</ponderings>"), new Marker("{{", "}}")));

    assertThat(reader.read("<PONDERINGS n=\"1\">41</ponderings>42")).isEqualTo(new Part("42"));
    assertThat(reader.read("{{41}}42")).isEqualTo(new Part("42"));
    assertThat(reader.read("{{41")).isEqualTo(new Missing(Answer.UNCLOSED_REASONING));
    assertThat(reader.read("<think>41</think>42")).isEqualTo(new Part("42"));
  }

  @Test
  void refusesMarkersThatCannotWork() {
    assertThatThrownBy(() -> new Marker("", "x")).hasMessageContaining("open: want 1 to 100");
    assertThatThrownBy(() -> new Marker("x", " ")).hasMessageContaining("close: want 1 to 100");
    assertThatThrownBy(() -> new Marker("x", "X")).hasMessageContaining("must differ");
    assertThatThrownBy(() -> new AnswerReader(Collections.nCopies(17, new Marker("a", "b"))))
        .hasMessageContaining("17 markers, at most 16");
  }

  @Property(tries = 1000)
  void neverThrowsAndFindsNoBlankAnswer(@ForAll String text) {
    if (READER.read(text + "<think>" + text + "</think>" + text) instanceof Part part) {
      assertThat(part.text()).isNotBlank();
    }
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void readsHalfAMillionHostileCharactersInBoundedTime(String unit) {
    String text = unit.repeat(500_000 / unit.length());

    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> READER.read(text));
  }

  static Stream<String> hostile() {
    return Stream.of(
        "<",
        "</",
        "< ",
        "<a",
        "<think",
        "<think>",
        "</think>",
        "<think a",
        "&lt;",
        "<|",
        "<|a",
        "<|x|>",
        "<|channel|>",
        "<|channel|>final",
        "<|im_start|>",
        "<|im_start|>assistant",
        "<s>",
        "<|end|>",
        "```",
        "`<think>`",
        "analysisA",
        "assistantfinalanalysisA",
        "[",
        "[think]",
        "\u25c1",
        "\\/",
        "<a:a:a:");
  }
}
