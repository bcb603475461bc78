package dev.winnow.worker.engine.openai.answer;

import java.time.Duration;
import java.util.Optional;

/**
 * An answer as it came.
 *
 * @param status of HTTP
 * @param contentType the header of that name, empty when there is none
 * @param retryAfter how long the server asks to wait, as it was understood
 * @param body as far as it was read
 * @param cut whether the body was longer than that
 */
public record HttpAnswer(
    int status, String contentType, Optional<Duration> retryAfter, byte[] body, boolean cut) {}
