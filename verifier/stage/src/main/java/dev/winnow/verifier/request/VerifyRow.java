package dev.winnow.verifier.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.Outcome;
import dev.winnow.verifier.check.Finding;

/**
 * A row of a request in one of two layouts, which its keys tell: {@link CheckItem}, or the one that
 * NeMo Gym sends. Each has answers of its own.
 *
 * @param item what is judged
 * @param echo the fields of the row that its answer repeats: an {@code id}, or all of NeMo Gym's
 * @param dialect the layout
 */
public record VerifyRow(CheckItem item, ObjectNode echo, Dialect dialect) {
  /** The layout of a row. */
  public enum Dialect {
    /** Rows of this project. */
    OWN,
    /** NeMo Gym, a reward of 0 or 1. */
    GYM,
    /** NeMo Gym, the share of instructions that are followed as the reward. */
    GYM_FRACTION
  }

  /**
   * Reads a row.
   *
   * @param defaults {@code type} and {@code options} of rows that have none
   * @throws IllegalArgumentException that names the missing or wrong field
   */
  public static VerifyRow of(JsonNode row, ObjectNode defaults) {
    if (!row.isObject()) {
      throw new IllegalArgumentException("want an object");
    }
    ObjectNode whole = (ObjectNode) row;
    if (GymRow.is(row)) {
      return new VerifyRow(
          GymRow.read(completed(whole, defaults)),
          whole,
          GymRow.isFraction(row) ? Dialect.GYM_FRACTION : Dialect.GYM);
    }
    return new VerifyRow(CheckItem.of(completed(whole, defaults)), id(row), Dialect.OWN);
  }

  /** Returns what an answer to this row repeats where the row cannot be read. */
  public static ObjectNode id(JsonNode row) {
    ObjectNode echo = JsonNodeFactory.instance.objectNode();
    if (row.path("id").isValueNode()) {
      echo.set("id", row.get("id"));
    }
    return echo;
  }

  /** Returns the answer. */
  public ObjectNode answer(JudgedItem judged) {
    ObjectNode answer = echo.deepCopy();
    Finding finding = judged.finding();
    if (dialect != Dialect.OWN) {
      addReward(answer, finding);
    }
    answer.put("outcome", finding.outcome().name()).put("reason", finding.reason());
    answer.put(
        dialect == Dialect.OWN ? "extracted" : "extracted_answer",
        finding.extracted().orElse(null));
    if (!finding.scores().isEmpty()) {
      ObjectNode scores = answer.putObject("scores");
      finding.scores().forEach(scores::put);
    }
    answer.put("check", judged.check());
    judged.detail().ifPresent(detail -> answer.put("detail", detail));
    return answer;
  }

  /** A reward must be a number there. One that is no measurement of the response is masked. */
  private void addReward(ObjectNode answer, Finding finding) {
    boolean isUndecided = finding.outcome() == Outcome.UNDECIDED;
    double whole = finding.outcome() == Outcome.ACCEPTED ? 1 : 0;
    answer.put(
        "reward",
        dialect == Dialect.GYM_FRACTION && !isUndecided
            ? finding.scores().getOrDefault("followed", whole)
            : whole);
    answer.put("mask_sample", isUndecided);
    answer.put("failure_reason", isUndecided ? finding.reason() : null);
  }

  private static ObjectNode completed(ObjectNode row, ObjectNode defaults) {
    if (defaults.isEmpty() || row.hasNonNull("type")) {
      return row;
    }
    return defaults.deepCopy().setAll(row);
  }
}
