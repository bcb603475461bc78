package dev.winnow.scorer.reward;

import dev.winnow.runtime.http.HttpServerConfig;
import dev.winnow.scorer.BatchLimits;

/**
 * How candidates are scored by a reward server.
 *
 * @param model name of the model on the server; also written on every score
 * @param normalized whether the server's values lie in [0, 1] by design: they are asked for so
 * @param limits of a batch; at most what the dialect takes is asked for at once
 * @param maxChars maximum length of a prompt and a response together: longer ones are not sent
 */
record HttpRewardConfig(
    HttpServerConfig server,
    Dialect dialect,
    InputRenderer renderer,
    String model,
    boolean normalized,
    BatchLimits limits,
    int maxChars) {}
