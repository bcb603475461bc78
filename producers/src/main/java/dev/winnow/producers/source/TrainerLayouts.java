package dev.winnow.producers.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.schemas.Message;
import java.util.List;
import java.util.Optional;

/** Layouts of training frameworks and of collections for reinforcement learning. */
final class TrainerLayouts {
  private static final String CHAT_URL = "/v1/chat/completions";

  private TrainerLayouts() {}

  /** Reads verl: the chat is in {@code prompt}, the correct answer in {@code reward_model}. */
  static Content verl(SourceRow row) {
    SourceRow reward = row.object("reward_model");
    for (String media : List.of("images", "videos", "audios")) {
      if (!row.node(media).isEmpty()) {
        row.refuse(media, "only text can be sampled from");
      }
    }
    List<Message> chat =
        row.node("prompt").isArray()
            ? new ChatReader(row, "prompt").read()
            : Content.user(row.required("prompt"));
    return Content.chat(chat, groundTruth(reward));
  }

  /** Reads a text, a number, a list of them, or an object whose {@code target} is one of these. */
  private static List<String> groundTruth(SourceRow reward) {
    if (reward.node("ground_truth").isObject()) {
      SourceRow truth = reward.object("ground_truth");
      if (!truth.has("target")) {
        reward.refuse("ground_truth", "want text, a list of texts, or an object with target");
      }
      return truth.texts("target");
    }
    return reward.texts("ground_truth");
  }

  /**
   * Reads SYNTHETIC-1: the reference is the text that the verification compares with, or the gold
   * standard solution. Recorded responses and their scores are left out, because they are not part
   * of the problem.
   */
  static Content synthetic1(SourceRow row) {
    row.ignore(
        "response_id",
        "llm_response",
        "verification_result_info",
        "messages",
        "score",
        "model_name");
    Optional<String> gold = row.text("gold_standard_solution").filter(text -> !text.isBlank());
    JsonNode info = row.node("verification_info");
    JsonNode parsed = info.isTextual() ? Scalars.parsed(info.asText()).orElse(info) : info;
    JsonNode truth = parsed.path("ground_truth");
    List<String> references =
        truth.isTextual() || truth.isNumber()
            ? row.scalar("verification_info.ground_truth", truth).stream().toList()
            : gold.stream().toList();
    return Content.of(Content.user(row.required("prompt")), references);
  }

  /**
   * Reads a request of OpenAI's batch interface. Its settings go to the metadata, because the
   * recipe defines the settings.
   */
  static Content openAiBatch(SourceRow row) {
    String url = row.text("url").orElse(CHAT_URL);
    if (!url.endsWith("/chat/completions")) {
      row.refuse("url", "only requests to " + CHAT_URL + " can be sampled");
    }
    row.ignore("method");
    SourceRow body = row.object("body");
    for (String tools : List.of("tools", "functions")) {
      if (!body.node(tools).isEmpty()) {
        body.refuse(tools, "a prompt cannot offer tools; leave them out");
      }
    }
    if (body.node("stream").asBoolean(false)) {
      body.refuse("stream", "a batch request has no stream");
    }
    return Content.chat(new ChatReader(body, "messages").read(), row.texts("reference"));
  }
}
