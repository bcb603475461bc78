package dev.winnow.verifier;

import dev.winnow.runtime.pool.PoolActivityTracker;
import dev.winnow.runtime.pool.ReissueRule;
import dev.winnow.runtime.pool.RevisitSchedule;
import dev.winnow.runtime.pool.ScorerPools;
import dev.winnow.runtime.trace.CurrentSpan;
import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.PendingCandidate;
import dev.winnow.schemas.Revision;
import dev.winnow.schemas.Score;
import dev.winnow.schemas.Scorer;
import dev.winnow.schemas.ScoringRequest;
import dev.winnow.schemas.ScoringStarted;
import dev.winnow.schemas.Verification;
import dev.winnow.verifier.recipe.Checked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders the scores of candidates and collects them. Nothing waits here: a candidate is stored, and
 * goes on when its last score arrives.
 *
 * <ol>
 *   <li>A candidate is stored, its scorers are asked, and the planner is told that it is sampled,
 *       unless it is judged again.
 *   <li>A score is added to its candidate, once for each scorer. One that arrives again, or after
 *       the candidate is settled, is dropped.
 *   <li>With the last score the candidate is complete.
 *   <li>From time to time the candidates that wait are looked at: a request that is {@linkplain
 *       Silence lost} is issued again under its id. After too many times its scorer has failed.
 * </ol>
 */
final class Scoring {
  private static final Logger LOG = LoggerFactory.getLogger(Scoring.class);

  private final PendingCandidates pending;
  private final Judge judge;
  private final PoolActivityTracker activity;
  private final VerifierOutput output;
  private final Consumer<PendingCandidate> complete;

  /**
   * @param activity of the scorers' pools, by {@link ScorerPools#key}
   * @param complete receives each candidate whose scorers have all answered or failed
   */
  Scoring(
      PendingCandidates pending,
      Judge judge,
      PoolActivityTracker activity,
      VerifierOutput output,
      Consumer<PendingCandidate> complete) {
    this.pending = pending;
    this.judge = judge;
    this.activity = activity;
    this.output = output;
    this.complete = complete;
  }

  boolean isPending(String promptId, int index, int revision) {
    return pending.has(promptId, index, revision);
  }

  /** Asks these scorers, at least one, about a candidate. */
  void start(CheckedCandidate taken, List<Scorer> scorers, int identicalBefore) {
    long now = output.now().toEpochMilli();
    Candidate candidate = taken.candidate();
    Checked checked = taken.checked();
    PendingCandidate waiting =
        PendingCandidate.newBuilder()
            .setCandidate(candidate)
            .setOutcome(checked.finding().outcome())
            .setReason(checked.finding().reason())
            .setExtractedAnswer(checked.finding().extracted().orElse(null))
            .setVerifier(checked.verifier())
            .setCheckScores(checked.finding().scores())
            .setRoundVote(checked.vote().orElse(null))
            .setIdenticalBefore(identicalBefore)
            .setIssuedAt(now)
            .setHeardAt(now)
            .setTrace(output.span().now().header())
            .build();
    pending.put(waiting, now + RevisitSchedule.onOrder(0, limit(waiting)));
    if (candidate.getReplaces().isEmpty()) {
      output.write(new ScoringStarted(candidate.getPrompt().getId(), candidate.getIndex()));
    }
    scorers.forEach(scorer -> output.write(request(waiting, scorer)));
  }

  /** Takes a score; drops one that nothing waits for. */
  void onScore(Score score) {
    Optional<PendingCandidate> found =
        pending.of(score.getPromptId(), score.getIndex(), score.getRevision());
    List<Scorer> missing = found.map(this::missing).orElse(List.of());
    Optional<Scorer> scorer =
        missing.stream()
            .filter(one -> one.getName().equals(score.getScoredBy().getScorer()))
            .findFirst();
    if (scorer.isEmpty()) {
      LOG.debug(
          "prompt={} candidate={} scorer={} event=score-dropped",
          score.getPromptId(),
          score.getIndex(),
          score.getScoredBy().getScorer());
      return;
    }
    PendingCandidate waiting = found.orElseThrow();
    long now = output.now().toEpochMilli();
    // Later on it is not known which attempt was answered, and so how far the pool is.
    long issuedAt = waiting.getAttempt() == 0 ? waiting.getIssuedAt() : 0;
    activity.answered(ScorerPools.key(scorer.get().getPool()), issuedAt, now);
    waiting.setScores(with(waiting.getScores(), ScoreNormalizer.of(scorer.get(), score)));
    waiting.setHeardAt(now);
    waiting.setOvertaken(false);
    if (missing.size() == 1) {
      finish(waiting);
    } else {
      pending.put(waiting);
    }
  }

  /** Looks at the candidates whose time has come. */
  void onTick() {
    long now = output.now().toEpochMilli();
    pending.takeDue(now, waiting -> look(waiting, now));
  }

  /**
   * Gives up on the candidates of a prompt that is forgotten, so that each has its row. Those that
   * are judged again go on, because the planner does not count them.
   */
  void giveUp(String promptId) {
    pending.forEach(promptId, this::giveUp);
  }

  private void look(PendingCandidate waiting, long now) {
    List<Scorer> missing = missing(waiting);
    if (missing.isEmpty()) {
      // Its verification was usable when it was stored, and is not for this build of the verifier.
      finish(waiting);
      return;
    }
    ReissueRule.Request request =
        new ReissueRule.Request(
            waiting.getIssuedAt(), waiting.getHeardAt(), waiting.getOvertaken());
    // The first scorer that is missing decides; when it has answered, the next one does.
    String pool = ScorerPools.key(missing.getFirst().getPool());
    switch (ReissueRule.of(request, activity, pool, limit(waiting), now)) {
      case ReissueRule.Wait wait -> pending.put(waiting, now + wait.millis());
      case ReissueRule.Overtaken wait -> {
        waiting.setOvertaken(true);
        pending.put(waiting, now + wait.millis());
      }
      case ReissueRule.Lost lost -> issueAgain(waiting, missing, now);
    }
  }

  private void issueAgain(PendingCandidate waiting, List<Scorer> missing, long now) {
    Verification verification = waiting.getCandidate().getVerification();
    if (waiting.getAttempt() >= verification.getMaxReissues()) {
      giveUp(waiting);
      return;
    }
    waiting.setAttempt(waiting.getAttempt() + 1);
    waiting.setIssuedAt(now);
    waiting.setHeardAt(now);
    waiting.setOvertaken(false);
    pending.put(waiting, now + limit(waiting));
    LOG.warn(
        "prompt={} candidate={} scorer={} attempt={} event=scoring-request-reissued",
        waiting.getCandidate().getPrompt().getId(),
        waiting.getCandidate().getIndex(),
        missing.getFirst().getName(),
        waiting.getAttempt());
    try (CurrentSpan unused = output.span().carry(waiting.getTrace().orElse(null))) {
      missing.forEach(scorer -> output.write(request(waiting, scorer)));
    }
  }

  private void giveUp(PendingCandidate waiting) {
    Candidate candidate = waiting.getCandidate();
    List<Score> scores = waiting.getScores();
    for (Scorer scorer : missing(waiting)) {
      scores =
          with(
              scores,
              ScoreNormalizer.silent(
                  scorer,
                  candidate.getPrompt().getId(),
                  candidate.getIndex(),
                  waiting.getAttempt() + 1,
                  output.now()));
    }
    waiting.setScores(scores);
    finish(waiting);
  }

  private void finish(PendingCandidate waiting) {
    pending.remove(waiting);
    // The parent is the span of the candidate's verification, not the one in a score's header.
    try (CurrentSpan unused = output.span().open(waiting.getTrace().orElse(null), "verdict")) {
      complete.accept(waiting);
    }
  }

  /** Returns the scorers that were asked and have not answered, in the order of the recipe. */
  private List<Scorer> missing(PendingCandidate waiting) {
    List<String> answered =
        waiting.getScores().stream().map(score -> score.getScoredBy().getScorer()).toList();
    return judge.asked(waiting.getCandidate(), Judge.checked(waiting)).stream()
        .filter(scorer -> !answered.contains(scorer.getName()))
        .toList();
  }

  private static List<Score> with(List<Score> scores, Score another) {
    List<Score> more = new ArrayList<>(scores);
    more.add(another);
    return more;
  }

  private ScoringRequest request(PendingCandidate waiting, Scorer scorer) {
    Candidate candidate = waiting.getCandidate();
    String promptId = candidate.getPrompt().getId();
    int revision = Revision.of(candidate.getReplaces());
    String id = "%s/%d/%s".formatted(promptId, candidate.getIndex(), scorer.getName());
    return ScoringRequest.newBuilder()
        .setId(revision == Revision.FIRST ? id : id + '/' + revision)
        .setRevision(revision)
        .setPrompt(candidate.getPrompt())
        .setIndex(candidate.getIndex())
        .setResponse(Response.of(candidate).text())
        .setScorer(scorer)
        .setRecipeVersion(candidate.getRecipeVersion())
        .setAttempt(waiting.getAttempt())
        .setIssuedAt(output.now())
        .build();
  }

  private static long limit(PendingCandidate waiting) {
    return Math.max(1_000, waiting.getCandidate().getVerification().getReissueAfterMs());
  }
}
