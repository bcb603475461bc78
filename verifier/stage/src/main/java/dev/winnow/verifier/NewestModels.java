package dev.winnow.verifier;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.text.GeneratedText;
import dev.winnow.verifier.check.Reason;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The newest version of each model that has sampled for a recipe with a {@code max_policy_age}, as
 * the candidates of this partition show it. Age is counted in the order of the candidates, so that
 * a verdict depends on nothing but the topic. Models of different names are not compared.
 */
final class NewestModels {
  private static final int MAX_NAME = 200;

  private final KeyValueStore<String, byte[]> store;

  NewestModels(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  /**
   * Notes the model of a candidate that has a response, if its recipe limits the age.
   *
   * @return why it is undecided, as a reason code; empty if its model is new enough
   */
  Optional<String> refusal(Candidate candidate) {
    Optional<Integer> most = candidate.getVerification().getMaxPolicyAge();
    if (most.isEmpty()) {
      return Optional.empty();
    }
    Optional<Integer> version = candidate.getModelVersion();
    if (version.isEmpty()) {
      return Optional.of(Reason.POLICY_UNKNOWN);
    }
    long age = (long) newest(candidate, version.get()) - version.get();
    return age > most.get() ? Optional.of(Reason.POLICY_TOO_OLD) : Optional.empty();
  }

  private int newest(Candidate candidate, int version) {
    String key =
        candidate.getPrompt().getRecipe()
            + '/'
            + GeneratedText.cut(candidate.getModel(), MAX_NAME);
    byte[] known = store.get(key);
    int before = known == null ? -1 : ByteBuffer.wrap(known).getInt();
    if (version > before) {
      store.put(key, ByteBuffer.allocate(Integer.BYTES).putInt(version).array());
    }
    return Math.max(version, before);
  }
}
