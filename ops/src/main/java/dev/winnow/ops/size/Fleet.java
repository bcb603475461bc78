package dev.winnow.ops.size;

/**
 * The GPUs and what they sample. Immutable.
 *
 * @param gpus GPUs that sample, 1 to 1,000,000
 * @param tokensPerSecond generated tokens a second of one GPU, all its sequences together
 * @param sequencesPerGpu candidates that one GPU samples at once
 * @param gpusPerWorker GPUs behind one worker process, at least 1
 * @param responseTokens mean tokens of a response
 * @param promptTokens mean tokens of a prompt
 * @param bytesPerToken mean UTF-8 bytes of a token
 * @param candidatesPerPrompt mean candidates of a prompt until it ends
 * @param candidatesPerRequest mean candidates of a sampling request
 */
public record Fleet(
    int gpus,
    double tokensPerSecond,
    int sequencesPerGpu,
    int gpusPerWorker,
    double responseTokens,
    double promptTokens,
    double bytesPerToken,
    double candidatesPerPrompt,
    double candidatesPerRequest) {

  public Fleet {
    require(gpus >= 1 && gpus <= 1_000_000, "--gpus: want 1 to 1,000,000");
    requirePositive(tokensPerSecond, "--tokens-per-second");
    requirePositive(sequencesPerGpu, "--sequences-per-gpu");
    requirePositive(gpusPerWorker, "--gpus-per-worker");
    requirePositive(responseTokens, "--response-tokens");
    requirePositive(promptTokens, "--prompt-tokens");
    requirePositive(bytesPerToken, "--bytes-per-token");
    requirePositive(candidatesPerPrompt, "--candidates-per-prompt");
    requirePositive(candidatesPerRequest, "--candidates-per-request");
    require(
        candidatesPerRequest <= candidatesPerPrompt,
        "--candidates-per-request: want at most --candidates-per-prompt");
  }

  /** Candidates a second of all GPUs. */
  public double candidatesPerSecond() {
    return gpus * tokensPerSecond / responseTokens;
  }

  /** Prompts that end in a second. */
  public double promptsPerSecond() {
    return candidatesPerSecond() / candidatesPerPrompt;
  }

  /** Returns the number of sampling requests a second. */
  public double requestsPerSecond() {
    return candidatesPerSecond() / candidatesPerRequest;
  }

  /** Candidates that are sampled at once. */
  public double candidatesInFlight() {
    return (double) gpus * sequencesPerGpu;
  }

  /** Returns the number of worker processes. */
  public int workers() {
    return Math.ceilDiv(gpus, gpusPerWorker);
  }

  double responseBytes() {
    return responseTokens * bytesPerToken;
  }

  double promptBytes() {
    return promptTokens * bytesPerToken;
  }

  static void requirePositive(double value, String option) {
    require(
        value > 0 && value <= 1e12,
        option + ": want a number above 0 and at most 10^12, not " + value);
  }

  static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
