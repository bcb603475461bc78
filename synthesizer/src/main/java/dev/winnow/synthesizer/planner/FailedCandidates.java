package dev.winnow.synthesizer.planner;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.FailureCodes;
import dev.winnow.schemas.Trial;
import dev.winnow.synthesizer.worker.Candidates;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The candidates of a trial that no worker ever answered. */
final class FailedCandidates {
  private static final String NO_MODEL = "none";

  private FailedCandidates() {}

  static Stream<Candidate> of(Trial trial, String failure) {
    return IntStream.range(trial.getFirstIndex(), trial.getFirstIndex() + trial.getCount())
        .mapToObj(
            index ->
                Candidates.failed(
                    trial, index, FailureCodes.LOST, failure, NO_MODEL, trial.getIssuedAt()));
  }
}
