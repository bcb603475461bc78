package dev.winnow.worker.engine.openai;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The properties of a server that an engine has learned. Thread-safe. */
final class ServerCapabilities {
  private static final Logger LOG = LoggerFactory.getLogger(ServerCapabilities.class);

  private final PerRequest perRequest;
  private volatile boolean saysThatItContinues = true;

  ServerCapabilities(PerRequest perRequest) {
    this.perRequest = perRequest;
  }

  PerRequest perRequest() {
    return perRequest;
  }

  /** Returns whether the fields are sent that request to continue the last message. */
  boolean saysThatItContinues() {
    return saysThatItContinues;
  }

  /** Records that the server rejects those fields. */
  void doesNotKnowHowToContinue() {
    if (saysThatItContinues) {
      saysThatItContinues = false;
      LOG.warn(
          "the server does not know continue_final_message: prompts with an assistant prefix are"
              + " sent without it, and whether they are continued is up to the server");
    }
  }
}
