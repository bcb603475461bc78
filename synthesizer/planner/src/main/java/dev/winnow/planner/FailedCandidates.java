package dev.winnow.planner;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.CandidateFactory;
import dev.winnow.schemas.FailureCodes;
import dev.winnow.schemas.SamplingModel;
import dev.winnow.schemas.SamplingRequest;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The candidates of a request that no worker ever answered. */
final class FailedCandidates {
  private static final SamplingModel NO_MODEL = new SamplingModel("none");

  private FailedCandidates() {}

  static Stream<Candidate> of(SamplingRequest request, String failure) {
    return IntStream.range(request.getFirstIndex(), request.getFirstIndex() + request.getCount())
        .mapToObj(
            index ->
                CandidateFactory.failed(
                    request, index, FailureCodes.LOST, failure, NO_MODEL, request.getIssuedAt()));
  }
}
