package dev.winnow.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptStates;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.Verdict;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The planner's guarantee: for every prompt that has ended, the candidates that it says it ordered
 * are those that its requests ordered, and each was counted once, by its first verdict.
 */
final class Books {
  private final Map<String, Account> accounts = new HashMap<>();

  /** What the outside world saw of one prompt. */
  private static final class Account {
    private final BitSet ordered = new BitSet();
    private final Map<Integer, Outcome> judged = new HashMap<>();
    private Optional<Progress> latest = Optional.empty();

    private boolean isEnded() {
      return latest.filter(PromptStates::hasEnded).isPresent();
    }

    private int count(Outcome outcome) {
      return (int) judged.values().stream().filter(outcome::equals).count();
    }
  }

  void onRequest(SamplingRequest request) {
    Account account = account(request.getPrompt().getId());
    int first = request.getFirstIndex();
    int end = first + request.getCount();
    assertThat(request.getCount())
        .as(request.getId())
        .isBetween(1, SamplingRequests.MAX_CANDIDATES);
    if (request.getAttempt() == 0) {
      assertThat(first)
          .as("%s goes on where the last ended", request.getId())
          .isEqualTo(account.ordered.length());
      account.ordered.set(first, end);
    } else {
      assertThat(account.ordered.get(first, end).cardinality())
          .as("%s orders again what was ordered", request.getId())
          .isEqualTo(request.getCount());
    }
  }

  /** A verdict that reaches the planner, repeated or not. */
  void onVerdict(Verdict verdict) {
    Account account = account(verdict.getPromptId());
    if (account.ordered.get(verdict.getIndex())) {
      account.judged.putIfAbsent(verdict.getIndex(), verdict.getOutcome());
    }
  }

  void onProgress(Progress progress) {
    Account account = account(progress.getPromptId());
    account.latest.ifPresent(
        before ->
            assertThat(PromptStates.hasEnded(before))
                .as("%s ends once", progress.getPromptId())
                .isFalse());
    account.latest = Optional.of(progress);
  }

  /** How many prompts have ended. */
  long ended() {
    return accounts.values().stream().filter(Account::isEnded).count();
  }

  /** Holds every prompt seen to it; all of them must have ended. */
  void verify() {
    accounts.forEach(Books::verify);
  }

  private static void verify(String promptId, Account account) {
    assertThat(account.isEnded()).as("%s has ended", promptId).isTrue();
    Progress end = account.latest.orElseThrow();
    assertThat(end.getOrdered()).as(promptId).isEqualTo(account.ordered.cardinality());
    assertThat(end.getJudged()).as(promptId).isEqualTo(end.getOrdered());
    assertThat(end.getAccepted()).as(promptId).isEqualTo(account.count(Outcome.ACCEPTED));
    assertThat(end.getRejected()).as(promptId).isEqualTo(account.count(Outcome.REJECTED));
    assertThat(end.getUndecided()).as(promptId).isEqualTo(account.count(Outcome.UNDECIDED));
  }

  private Account account(String promptId) {
    return accounts.computeIfAbsent(promptId, id -> new Account());
  }
}
