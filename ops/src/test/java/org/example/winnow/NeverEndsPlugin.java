package org.example.winnow;

import dev.winnow.verifier.check.CandidateCheck;
import dev.winnow.verifier.check.CheckPlugin;
import dev.winnow.verifier.check.Finding;
import dev.winnow.verifier.check.Question;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A check of another jar that breaks its contract: it ends only when a test lets it. */
public final class NeverEndsPlugin implements CheckPlugin<NeverEndsPlugin.NeverEnds> {
  /** Ends all of them. */
  public static final CountDownLatch END = new CountDownLatch(1);

  @Override
  public String name() {
    return "never_ends";
  }

  @Override
  public String summary() {
    return "does not end";
  }

  @Override
  public Class<NeverEnds> options() {
    return NeverEnds.class;
  }

  @Override
  public CandidateCheck create(NeverEnds options) {
    return options;
  }

  /** Options and check in one. */
  record NeverEnds() implements CandidateCheck {
    @Override
    public String version() {
      return "never_ends/1";
    }

    @Override
    public Finding check(Question question, String answer) {
      try {
        END.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return Finding.accepted("ENDED", answer);
    }

    @Override
    public Optional<String> misfit(Optional<String> reference) {
      return Optional.empty();
    }
  }
}
