package dev.winnow.worker.engine.openai;

import dev.winnow.runtime.http.answer.Reply;
import dev.winnow.runtime.http.answer.Reply.Malformed;
import dev.winnow.runtime.http.answer.Reply.Refused;
import dev.winnow.schemas.FailureCodes;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.worker.engine.Completion;
import dev.winnow.worker.engine.PermanentSamplingException;
import dev.winnow.worker.engine.SamplingException;
import dev.winnow.worker.engine.openai.Waste.Charge;
import dev.winnow.worker.engine.openai.answer.Choice;
import dev.winnow.worker.engine.openai.answer.Choice.Counted;
import dev.winnow.worker.engine.openai.answer.Completions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Samples some candidates of a request, sending requests until each has a completion.
 *
 * <ol>
 *   <li>Each choice of an answer becomes the next candidate; missing ones are requested again.
 *   <li>A choice, or an answer, that is unusable for a temporary reason is requested again, {@value
 *       #MAX_STRIKES} times in all. Its cost is added to the completions that follow.
 *   <li>A rejected request for several candidates is followed by a request for one; a second
 *       refusal is final.
 * </ol>
 */
final class RequestRun {
  private static final int MAX_STRIKES = 3;
  private static final int MAX_REFUSALS = 2;

  private final SamplingRequest samplingRequest;
  private final ChatApi server;
  private final ServerCapabilities habits;
  private final Delivery delivery;
  private final Deque<Integer> open = new ArrayDeque<>();
  private final Waste waste;
  private int strikes;
  private int refusals;
  private int refusedSeveral;
  private boolean refusedAlone;
  private boolean refusedForNumber;

  /** Receives completions. */
  interface Delivery {
    void deliver(Completion completion) throws InterruptedException;
  }

  /**
   * @param from the first index
   * @param to the index after the last
   */
  RequestRun(
      SamplingRequest samplingRequest,
      int from,
      int to,
      ChatApi server,
      ServerCapabilities habits,
      Delivery delivery) {
    this.samplingRequest = samplingRequest;
    this.server = server;
    this.habits = habits;
    this.delivery = delivery;
    this.waste = new Waste(samplingRequest.getSampling().getMaxTokens());
    for (int index = from; index < to; index++) {
      open.add(index);
    }
  }

  /**
   * Returns when every candidate has its completion.
   *
   * @throws PermanentSamplingException if none of the request's candidates can be sampled
   */
  void run() throws SamplingException, InterruptedException {
    boolean isSingle = false;
    while (!open.isEmpty()) {
      int most = isSingle ? 1 : habits.perRequest().of(samplingRequest.getSampling());
      int count = Math.min(open.size(), most);
      boolean saysThatItContinues = habits.saysThatItContinues();
      Reply reply =
          server.ask(samplingRequest, open.element(), count, saysThatItContinues, refusedAlone);
      isSingle =
          switch (reply) {
            case Completions answered -> onAnswered(answered, count);
            case Malformed malformed -> onMalformed(malformed, count);
            case Refused refused -> onRefused(refused, count, saysThatItContinues);
            default -> throw new IllegalStateException("no reply to a request: " + reply);
          };
    }
  }

  private boolean onAnswered(Completions answered, int asked) throws InterruptedException {
    habits.perRequest().gave(asked, answered.choices().size());
    if (refusedSeveral > 0) {
      habits.perRequest().refused(refusedSeveral, refusedForNumber);
      refusedSeveral = 0;
    }
    refusals = 0;
    refusedAlone = false;
    List<Counted> passing = new ArrayList<>();
    for (Counted counted : answered.choices()) {
      if (counted.choice().mayPass()) {
        passing.add(counted);
      } else {
        deliver(counted);
      }
    }
    if (!passing.isEmpty() && ++strikes >= MAX_STRIKES) {
      for (Counted counted : passing) {
        deliver(counted);
      }
    } else {
      passing.forEach(counted -> waste.add(counted.tokens(), counted.isEstimated()));
    }
    return false;
  }

  private boolean onMalformed(Malformed malformed, int asked) throws InterruptedException {
    waste.add(malformed.tokens(), malformed.isEstimated());
    boolean isFinal = malformed.mayPass() ? ++strikes >= MAX_STRIKES : asked == 1;
    if (isFinal) {
      failOpen(malformed.code(), malformed.reason());
    }
    return !malformed.mayPass();
  }

  private boolean onRefused(Refused refused, int asked, boolean saidThatItContinues)
      throws SamplingException, InterruptedException {
    if (refused.code().equals(FailureCodes.CONTEXT_LENGTH)) {
      throw new PermanentSamplingException(refused.code(), refused.reason(), null);
    }
    if (saidThatItContinues
        && samplingRequest.getPrompt().getAssistantPrefix().isPresent()
        && refused.isForField()) {
      habits.doesNotKnowHowToContinue();
      return false;
    }
    if (refused.isSure() || ++refusals >= MAX_REFUSALS) {
      failOpen(refused.code(), refused.reason());
    } else if (asked == 1) {
      refusedAlone = true;
    } else {
      refusedSeveral = asked;
      refusedForNumber = refused.isForNumber();
    }
    return true;
  }

  private void deliver(Counted counted) throws InterruptedException {
    Choice choice = counted.choice();
    Integer index = open.poll();
    if (index == null) {
      return;
    }
    Charge charge = waste.charge(counted.tokens(), counted.isEstimated(), open.size() + 1);
    delivery.deliver(
        new Completion(
            index,
            choice.text(),
            choice.finishReason(),
            clamp(charge.tokens()),
            charge.isEstimated(),
            choice.code(),
            choice.failure(),
            choice.reasoning(),
            choice.stopReason()));
  }

  private void failOpen(String code, String reason) throws InterruptedException {
    for (Optional<Integer> index = next(); index.isPresent(); index = next()) {
      Charge charge = waste.charge(0, false, open.size() + 1);
      delivery.deliver(
          Completion.failed(
              index.get(), code, reason, clamp(charge.tokens()), charge.isEstimated()));
    }
  }

  private Optional<Integer> next() {
    return Optional.ofNullable(open.poll());
  }

  private static int clamp(long tokens) {
    return (int) Math.min(Integer.MAX_VALUE, tokens);
  }
}
