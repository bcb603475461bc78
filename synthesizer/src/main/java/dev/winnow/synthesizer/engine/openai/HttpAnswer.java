package dev.winnow.synthesizer.engine.openai;

import java.util.Optional;

/**
 * An answer as it came.
 *
 * @param status of HTTP
 * @param retryAfter the header of that name
 * @param body as far as it was read
 * @param cut whether the body was longer than that
 */
record HttpAnswer(int status, Optional<String> retryAfter, String body, boolean cut) {}
