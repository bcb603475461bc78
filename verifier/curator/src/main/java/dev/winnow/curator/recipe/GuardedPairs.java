package dev.winnow.curator.recipe;

import dev.winnow.curator.group.CandidateDraws;
import dev.winnow.curator.group.RatedResponse;
import dev.winnow.curator.pair.PairChoice;
import dev.winnow.curator.pair.PairPolicy;
import dev.winnow.curator.pair.PairPool;
import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.PluginCalls;
import java.util.HashSet;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the proposals where the code of a pair policy fails, because no policy may stop the stream.
 *
 * @param name name for messages
 */
record GuardedPairs(String name, PairPolicy policy) implements PairPolicy {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedPairs.class);

  @Override
  public Stream<PairChoice> propose(PairPool pool, CandidateDraws draws) {
    Set<Integer> known = new HashSet<>();
    pool.all().forEach(response -> known.add(response.index()));
    Spliterator<PairChoice> proposals =
        guarded(
            () -> policy.propose(pool, draws).spliterator(),
            Stream.<PairChoice>empty().spliterator());
    return StreamSupport.stream(new Proposals(proposals, known), false);
  }

  private <T> T guarded(Supplier<T> code, T failed) {
    try {
      return PluginCalls.guarded(name, code);
    } catch (BadOptionsException e) {
      LOG.error("event=policy-failed policy={}", name, e);
      return failed;
    }
  }

  /** The policy's code runs while its proposals are read. */
  private final class Proposals extends AbstractSpliterator<PairChoice> {
    private final Spliterator<PairChoice> proposals;
    private final Set<Integer> known;

    Proposals(Spliterator<PairChoice> proposals, Set<Integer> known) {
      super(Long.MAX_VALUE, Spliterator.ORDERED);
      this.proposals = proposals;
      this.known = known;
    }

    @Override
    public boolean tryAdvance(Consumer<? super PairChoice> action) {
      return guarded(
          () ->
              proposals.tryAdvance(
                  pair -> {
                    requireKnown(pair.chosen());
                    requireKnown(pair.rejected());
                    action.accept(pair);
                  }),
          false);
    }

    /** Only what was offered has rows. */
    private void requireKnown(RatedResponse response) {
      if (!known.contains(response.index())) {
        throw new IllegalStateException("it proposed a response that is not there");
      }
    }
  }
}
