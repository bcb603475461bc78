package dev.winnow.producers.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.producers.source.PromptReader.Parsed;
import dev.winnow.schemas.Message;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.rules.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayoutTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'prompt': 'q', 'reference': ['1', 2]} | jsonl | q | 1,2",
        "{'prompt': 'q', 'references': ['1', '2', '2']} | jsonl | q | 1,2",
        "{'prompt': 'q', 'answer': 42} | jsonl | q | 42",
        "{'prompt': 'q', 'answers': ['a', 'b']} | jsonl | q | a,b",
        "{'question': 'q', 'answer': 'so\\n#### 7'} | gsm8k | q | 7",
        "{'question': 'q', 'answer': '7'} | qa | q | 7",
        "{'question': 'q', 'answers': ['7', '8']} | qa | q | 7,8",
        "{'problem': 'q', 'solution': '\\\\boxed{7}', 'messages': []} | math | q | 7",
        "{'prompt': [{'role': 'user', 'content': 'q'}], 'data_source': 'd', 'reward_model':"
            + " {'style': 'rule', 'ground_truth': '7'}, 'extra_info': {'index': 3}} | verl | q | 7",
        "{'prompt': [{'role': 'user', 'content': 'q'}], 'reward_model': {'ground_truth': {'target':"
            + " ['7', '8']}}} | verl | q | 7,8",
        "{'conversations': [{'from': 'human', 'value': 'q'}, {'from': 'gpt', 'value': '7'}]} |"
            + " sharegpt | q | 7",
        "{'conversations': [{'from': 'human', 'value': 'q'}], 'reference': '8'} | sharegpt | q | 8",
        "{'instruction': 'q', 'input': '', 'output': '7'} | alpaca | q | 7",
        "{'problem_id': 'v_1', 'prompt': 'q', 'task_type': 'verifiable_math',"
            + " 'gold_standard_solution': 'g', 'verification_info': '{\\'ground_truth\\':"
            + " \\'7\\'}', 'metadata': '{}'} | synthetic1 | q | 7",
        "{'problem_id': 'v_1', 'prompt': 'q', 'gold_standard_solution': 'g', 'verification_info':"
            + " '{}', 'llm_response': 'r'} | synthetic1 | q | g",
        "{'custom_id': 'r-1', 'method': 'POST', 'url': '/v1/chat/completions', 'body': {'model':"
            + " 'm', 'messages': [{'role': 'user', 'content': 'q'}]}, 'reference': '7'} |"
            + " openai_batch | q | 7",
      })
  void aRowIsToldByItsKeys(String row, String layout, String question, String references) {
    Parsed parsed = parse(row);

    assertThat(parsed.layout().label()).isEqualTo(layout);
    assertThat(parsed.prompt().getMessages().getLast().getContent()).isEqualTo(question);
    assertThat(String.join(",", references(parsed.prompt()))).isEqualTo(references);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'text': 'a'} | NO_LAYOUT | the row has 'text'",
        "{'prompt': 'a', 'instruction': 'b'} | AMBIGUOUS | (jsonl, alpaca): choose one with"
            + " --layout",
        "{'problem': 'a', 'answer': '1', 'question': 'b'} | AMBIGUOUS | (qa, math)",
        "{'custom_id': 'a', 'url': '/v1/embeddings', 'body': {'input': 'x'}} | BROKEN_RULE | url:"
            + " only requests to",
        "{'custom_id': 'a', 'body': {'messages': [{'role': 'user', 'content': 'q'}], 'tools':"
            + " [{}]}} | BROKEN_RULE | body.tools: a prompt cannot offer tools",
        "{'conversations': [{'from': 'function_call', 'value': 'x'}]} | BROKEN_RULE |"
            + " conversations[0].from: want human, gpt or system",
        "{'prompt': 'q', 'reward_model': {'ground_truth': {'x': 1}}} | BROKEN_RULE |"
            + " reward_model.ground_truth: want text",
        "{'prompt': 'q', 'images': ['x'], 'reward_model': {'ground_truth': '1'}} | BROKEN_RULE |"
            + " images: only text",
        "{'prompt': '\\u001b[31m'} \\u001b | UNREADABLE | not JSON",
      })
  void whatIsUnclearIsRefusedWithWhatWasSeen(String row, RefusalKind kind, String reason) {
    assertThatThrownBy(() -> parse(row))
        .isInstanceOfSatisfying(
            RefusedLineException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContaining(reason)
        .message()
        .doesNotContain("\u001b", "jackson");
  }

  @Test
  void aLastAssistantMessageBeginsTheAnswer() {
    Parsed parsed =
        parse(
            """
            {'messages': [{'role': 'user', 'content': 'q'}, {'role': 'assistant', 'content': 'So '}]}\
            """);

    assertThat(parsed.prompt().getMessages()).containsExactly(RecordFactory.message("user", "q"));
    assertThat(parsed.prompt().getAssistantPrefix()).contains("So ");
    assertThat(parsed.notes()).containsExactly(Content.CONTINUES);
  }

  @Test
  void aPrefixMayBeAFieldButNotTwice() {
    assertThat(parse("{'prompt': 'q', 'prefix': '<think>'}").prompt().getAssistantPrefix())
        .contains("<think>");
    assertThatThrownBy(
            () ->
                parse(
                    """
                    {'messages': [{'role': 'user', 'content': 'q'},
                     {'role': 'assistant', 'content': 'x'}], 'assistant_prefix': 'y'}\
                    """))
        .hasMessageContaining("the last message begins the answer too");
  }

  @Test
  void theLastMessageOfAFineTuningRowIsTheReference() {
    PromptReader reader = new PromptReader("r", Optional.of(Layout.FINETUNE));

    Prompt prompt =
        reader.read(
            """
            {"messages": [{"role": "user", "content": "q"}, {"role": "assistant", "content": "7"}]}\
            """,
            "file#1",
            Instant.EPOCH);

    assertThat(prompt.getReference()).contains("7");
    assertThat(prompt.getAssistantPrefix()).isEmpty();
    assertThat(prompt.getMessages()).hasSize(1);
  }

  @Test
  void toolsPartsAndNamesAreKept() {
    Prompt prompt =
        parse(
                """
                {'messages': [
                  {'role': 'developer', 'content': 'd'},
                  {'role': 'user', 'content': [{'type': 'text', 'text': 'a'}, {'type': 'text', 'text': 'b'}]},
                  {'role': 'assistant', 'content': null, 'tool_calls': [{'id': 'c1'}]},
                  {'role': 'tool', 'tool_call_id': 'c1', 'name': 'calc', 'content': '3'}]}\
                """)
            .prompt();

    assertThat(prompt.getMessages().get(1).getContent()).isEqualTo("a\nb");
    Message call = prompt.getMessages().get(2);
    assertThat(call.getContent()).isEmpty();
    assertThat(call.getToolCalls()).contains("[{\"id\":\"c1\"}]");
    assertThat(prompt.getMessages().getLast().getToolCallId()).contains("c1");
    assertThat(prompt.getMessages().getLast().getName()).contains("calc");
  }

  @Test
  void theBatchsSettingsAndIdAreCarriedAlong() {
    Prompt prompt =
        parse(
                """
                {'custom_id': 'r/1 a', 'url': '/v1/chat/completions', 'body': {'model': 'm',
                 'temperature': 0.5, 'messages': [{'role': 'user', 'content': 'q'}]}}\
                """)
            .prompt();

    assertThat(prompt.getId()).isEqualTo("r/1 a");
    assertThat(prompt.getMetadata())
        .containsEntry("model", "m")
        .containsEntry("temperature", "0.5");
  }

  @Test
  void whatOtherLayoutsNestIsCarriedAsJson() {
    Prompt prompt =
        parse(
                """
                {'prompt': 'q', 'reward_model': {'ground_truth': '7'}, 'extra_info': {'index': 3}}\
                """)
            .prompt();

    assertThat(prompt.getMetadata()).containsEntry("extra_info", "{\"index\":3}");
  }

  @Test
  void aPromptThatTheCheckCannotJudgeIsAMisfit() {
    PromptReader reader =
        new PromptReader(
            "r", Optional.empty(), prompt -> List.of(new Violation("reference", "is missing")));

    assertThatThrownBy(() -> reader.read("{\"prompt\": \"q\"}", "file#1", Instant.EPOCH))
        .isInstanceOfSatisfying(
            RefusedLineException.class, e -> assertThat(e.kind()).isEqualTo(RefusalKind.MISFIT));
  }

  private static List<String> references(Prompt prompt) {
    List<String> all = new ArrayList<>();
    prompt.getReference().ifPresent(all::add);
    all.addAll(prompt.getOtherReferences());
    return all;
  }

  /** Single quotes stand for double ones; an escaped one for an escaped double one. */
  private static Parsed parse(String row) {
    return new PromptReader("r", Optional.empty())
        .parse(row.replace('\'', '"'), "file#1", Instant.EPOCH);
  }
}
