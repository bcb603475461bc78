package dev.winnow.worker.engine.replay;

import dev.winnow.schemas.FailureCodes;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.text.GeneratedText;
import dev.winnow.worker.engine.Completion;
import dev.winnow.worker.engine.Engine;
import dev.winnow.worker.engine.PermanentSamplingException;
import dev.winnow.worker.engine.SamplingException;
import dev.winnow.worker.engine.TransientSamplingException;
import dev.winnow.worker.engine.replay.RecordedLine.Response;
import dev.winnow.worker.engine.replay.Recording.Recorded;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Answers from recordings: the candidate with index i gets the recorded response with index i,
 * unchanged, independent of the sampling settings and the seed. Candidates without a recorded
 * response fail with that as their reason.
 */
public final class ReplayEngine implements Engine {
  /** Requests need almost no time, so a worker should never wait for the next one. */
  private static final int CONCURRENCY = 64;

  private static final int NAMED_INDICES = 10;

  private final Recording recording;
  private final ReplayConfig config;
  private volatile boolean closed;

  /**
   * Reads the recordings once, to index the responses.
   *
   * @throws ReplayFileException if a file cannot be read or has no valid line
   */
  public ReplayEngine(ReplayConfig config) {
    this.config = config;
    this.recording = Recording.open(config);
  }

  @Override
  public void sample(SamplingRequest request, Consumer<Completion> completions)
      throws SamplingException, InterruptedException {
    Recorded recorded = find(request.getPrompt());
    List<Integer> missing = new ArrayList<>();
    for (int index = request.getFirstIndex();
        index < request.getFirstIndex() + request.getCount();
        index++) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      Optional<Response> response = read(recorded, index);
      if (response.isPresent()) {
        completions.accept(completion(request, index, response.get()));
      } else {
        missing.add(index);
      }
    }
    if (!missing.isEmpty()) {
      throw missing(request.getPrompt(), recorded, missing);
    }
  }

  @Override
  public int concurrency() {
    return CONCURRENCY;
  }

  @Override
  public String model() {
    return config.model();
  }

  @Override
  public void close() {
    closed = true;
    recording.close();
  }

  private Recorded find(Prompt prompt) throws PermanentSamplingException {
    return recording
        .of(prompt)
        .orElseThrow(
            () ->
                new PermanentSamplingException(
                    FailureCodes.NOT_RECORDED,
                    "prompt '%s' is not in the recording, neither by its id nor by the text of its last user message"
                        .formatted(prompt.getId()),
                    null));
  }

  private Optional<Response> read(Recorded recorded, int index) throws TransientSamplingException {
    if (closed) {
      throw new TransientSamplingException("the engine is closed", null);
    }
    try {
      return recorded.response(
          config.exhausted() == Exhausted.REPEAT ? index % recorded.end() : index);
    } catch (IOException e) {
      throw new TransientSamplingException("the recording cannot be read: " + e.getMessage(), e);
    }
  }

  /** Token numbers that were not recorded are estimated from the text, as for servers. */
  private static Completion completion(SamplingRequest request, int index, Response response) {
    long most = request.getSampling().getMaxTokens();
    int tokens =
        response
            .tokens()
            .orElseGet(
                () -> (int) Math.min(most, GeneratedText.estimatedTokens(response.text()) + 1));
    return new Completion(
        index,
        response.text(),
        response.finishReason(),
        tokens,
        response.tokens().isEmpty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static PermanentSamplingException missing(
      Prompt prompt, Recorded recorded, List<Integer> indices) {
    String named =
        indices.stream()
            .limit(NAMED_INDICES)
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    return new PermanentSamplingException(
        FailureCodes.NOT_RECORDED,
        "the recording of prompt '%s' ends before index %d and has no response for index %s%s"
            .formatted(
                prompt.getId(),
                recorded.end(),
                named,
                indices.size() > NAMED_INDICES ? " and others" : ""),
        null);
  }
}
