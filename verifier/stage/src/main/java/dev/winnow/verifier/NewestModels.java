package dev.winnow.verifier;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.text.GeneratedText;
import dev.winnow.verifier.check.Reason;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The newest version of each model that samples for a recipe with a {@code max_policy_age}, as the
 * candidates of this partition show it. Age is counted in the order of the candidates, by the times
 * at which they were sampled, so that a verdict depends on nothing but the topic. Models of
 * different names are not compared.
 *
 * <p>A version of which no candidate was sampled for 15 minutes is no longer the newest: a model
 * that was taken back does not make all older ones too old for good.
 */
final class NewestModels {
  private static final Duration GONE_AFTER = Duration.ofMinutes(15);
  private static final int MAX_NAME = 200;

  private final KeyValueStore<String, byte[]> store;

  NewestModels(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  /**
   * A version, and when its latest candidate was sampled.
   *
   * @param sampledAt milliseconds since the epoch
   */
  private record Newest(int version, long sampledAt) {
    static Newest of(int version, Candidate candidate) {
      return new Newest(version, candidate.getSampledAt().toEpochMilli());
    }

    /** Returns the newest after another candidate. */
    Newest after(Newest other) {
      boolean isGone = other.sampledAt - sampledAt >= GONE_AFTER.toMillis();
      if (other.version > version || isGone) {
        return other;
      }
      return other.version == version
          ? new Newest(version, Math.max(sampledAt, other.sampledAt))
          : this;
    }
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
    long age = (long) note(candidate, version.get()).version() - version.get();
    return age > most.get() ? Optional.of(Reason.POLICY_TOO_OLD) : Optional.empty();
  }

  private Newest note(Candidate candidate, int version) {
    String key =
        candidate.getPrompt().getRecipe() + '/' + GeneratedText.cut(candidate.getModel(), MAX_NAME);
    Newest now = Newest.of(version, candidate);
    @Nullable Newest before = read(key);
    Newest after = before == null ? now : before.after(now);
    if (!after.equals(before)) {
      store.put(
          key,
          ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
              .putInt(after.version())
              .putLong(after.sampledAt())
              .array());
    }
    return after;
  }

  private @Nullable Newest read(String key) {
    byte @Nullable [] bytes = store.get(key);
    if (bytes == null) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    return new Newest(in.getInt(), in.getLong());
  }
}
