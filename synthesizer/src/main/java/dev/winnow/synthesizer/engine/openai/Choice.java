package dev.winnow.synthesizer.engine.openai;

import dev.winnow.schemas.FinishReason;

/** One of the responses in an answer. */
sealed interface Choice {
  /** A response to keep. */
  record Kept(String text, FinishReason finishReason, int tokens) implements Choice {}

  /** One that the server did not bring to an end; asking again would not help. */
  record Withheld(String finishReason) implements Choice {}
}
