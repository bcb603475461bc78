package dev.winnow.scorer.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.runtime.http.answer.JsonAnswers;
import dev.winnow.runtime.http.answer.MessageContent;
import dev.winnow.runtime.http.answer.Reply;
import dev.winnow.schemas.text.GeneratedText;
import dev.winnow.scorer.judge.JudgeReply.Alternative;
import dev.winnow.scorer.judge.JudgeReply.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A chat completion of a judge.
 *
 * @param inputTokens tokens that the judge read; -1 where the server does not count them
 * @param outputTokens tokens that it generated, estimated from its reply where the server does not
 *     count them
 * @param isCut whether the reply ended before the judge did: its last number may be half of one
 */
record JudgeAnswer(JudgeReply reply, long inputTokens, long outputTokens, boolean isCut)
    implements Reply.Answered {
  private static final String END_OF_REASONING = "</think>";

  /** Reasoning, whether or not it comes to its end. */
  private static final Pattern REASONING =
      Pattern.compile("(?s)\\A.*" + END_OF_REASONING + "|<think>.*\\z");

  private static final Set<String> CUT = Set.of("length", "content_filter");
  private static final int MAX_TOKENS = 100_000;

  /** Reads the first choice of a completion. */
  static Reply read(JsonNode completion) {
    JsonNode choice = completion.path("choices").path(0);
    MessageContent content = MessageContent.of(choice);
    if (!content.isReadable()) {
      return JsonAnswers.malformed("the answer has no choice with a message");
    }
    String whole = content.text().orElse("");
    String text = REASONING.matcher(whole).replaceAll("");
    JsonNode usage = completion.path("usage");
    long generated = usage.path("completion_tokens").asLong(0);
    long estimated =
        GeneratedText.estimatedTokens(whole)
            + content.reasoning().map(GeneratedText::estimatedTokens).orElse(0L);
    return new JudgeAnswer(
        new JudgeReply(text, tokens(choice.path("logprobs").path("content"))),
        usage.path("prompt_tokens").asLong(-1),
        generated > 0 ? generated : estimated,
        CUT.contains(choice.path("finish_reason").asText("")));
  }

  private static List<Token> tokens(JsonNode content) {
    List<Token> tokens = new ArrayList<>();
    for (JsonNode token : content) {
      if (tokens.size() == MAX_TOKENS) {
        return tokens;
      }
      List<Alternative> alternatives = new ArrayList<>();
      for (JsonNode other : token.path("top_logprobs")) {
        if (other.path("logprob").isNumber()) {
          alternatives.add(
              new Alternative(other.path("token").asText(""), other.path("logprob").doubleValue()));
        }
      }
      String text = token.path("token").asText("");
      if (text.contains(END_OF_REASONING)) {
        tokens.clear();
      }
      tokens.add(new Token(text, alternatives));
    }
    return tokens;
  }
}
