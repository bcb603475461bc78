package dev.winnow.worker.engine.openai;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an engine has learnt of its server. Thread-safe. */
final class ServerHabits {
  private static final Logger LOG = LoggerFactory.getLogger(ServerHabits.class);

  private final PerRequest perRequest;
  private volatile boolean saysThatItContinues = true;

  ServerHabits(PerRequest perRequest) {
    this.perRequest = perRequest;
  }

  PerRequest perRequest() {
    return perRequest;
  }

  /** Whether the fields are sent that say that the last message is to be continued. */
  boolean saysThatItContinues() {
    return saysThatItContinues;
  }

  /** The server refuses those fields. */
  void doesNotKnowHowToContinue() {
    if (saysThatItContinues) {
      saysThatItContinues = false;
      LOG.warn(
          "the server does not know continue_final_message: prompts with an assistant prefix are sent without it, and whether they are continued is up to the server");
    }
  }
}
