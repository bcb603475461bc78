package dev.winnow.curator;

import dev.winnow.curator.pair.CuratedPair;
import dev.winnow.curator.pair.Strength;
import dev.winnow.runtime.kafka.BoundedSerde;
import dev.winnow.schemas.Message;
import dev.winnow.schemas.Pair;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Sample;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the record of a pair. */
record PairRecord(CuratedPair pair, Progress progress, String policy, Instant now) {
  private static final Logger LOG = LoggerFactory.getLogger(PairRecord.class);

  /** Room for everything that is not text of prompt or responses; their rows fit into records. */
  private static final int OTHER_BYTES = 512 << 10;

  /**
   * Returns the record; empty if it would not fit into one, which the log says.
   *
   * @param rank place among the pairs of its prompt, counted from 0
   * @param pass number of the prompt's end
   */
  Optional<Pair> of(Sample chosen, Sample rejected, int rank, int pass) {
    if (bytes(chosen, rejected) > BoundedSerde.MAX_VALUE_BYTES) {
      LOG.warn("pair={} event=too-large", pair.id());
      return Optional.empty();
    }
    Strength strength = pair.strength();
    boolean hasVotes = strength.votes() > 0;
    return Optional.of(
        Pair.newBuilder()
            .setId(pair.id())
            .setPromptId(chosen.getPromptId())
            .setRecipe(chosen.getRecipe())
            .setRecipeVersion(progress.getRecipeVersion())
            .setPolicy(policy)
            .setRank(rank)
            .setCount(rank + 1)
            .setPass(pass)
            .setSource(chosen.getSource().orElse(null))
            .setMessages(chosen.getMessages())
            .setAssistantPrefix(chosen.getAssistantPrefix().orElse(null))
            .setReference(chosen.getReference().orElse(null))
            .setChosen(chosen.getResponse())
            .setRejected(rejected.getResponse())
            .setChosenId(chosen.getId())
            .setRejectedId(rejected.getId())
            .setChosenOutcome(chosen.getOutcome())
            .setRejectedOutcome(rejected.getOutcome())
            .setChosenScore(chosen.getScore().orElse(null))
            .setRejectedScore(rejected.getScore().orElse(null))
            .setMargin(nullable(pair.choice().margin()))
            .setChosenScores(chosen.getScores())
            .setRejectedScores(rejected.getScores())
            .setVotesFor(strength.votesFor())
            .setVotesTotal(strength.votes())
            .setStrengthMean(hasVotes ? strength.mean() : null)
            .setStrengthDeviation(hasVotes ? strength.deviation() : null)
            .setAction(pair.action())
            .setSimilarity(pair.similarity())
            .setChosenTokens(chosen.getTokens())
            .setRejectedTokens(rejected.getTokens())
            .setPassRate(progress.getPassRate().orElse(null))
            .setChosenModel(chosen.getModel())
            .setRejectedModel(rejected.getModel())
            .setVerifier(chosen.getVerifier())
            .setScorers(ComparableRows.scorers(chosen))
            .setMetadata(chosen.getMetadata())
            .setCuratedAt(now)
            .build());
  }

  private static @Nullable Double nullable(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private static long bytes(Sample chosen, Sample rejected) {
    long bytes = OTHER_BYTES + utf8(chosen.getResponse()) + utf8(rejected.getResponse());
    for (Message message : chosen.getMessages()) {
      bytes += utf8(message.getContent());
    }
    return bytes;
  }

  private static long utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
