package dev.winnow.runtime.http.answer;

import java.time.Duration;
import java.util.Optional;

/**
 * A received answer.
 *
 * @param status HTTP status
 * @param contentType the header of that name, empty when there is none
 * @param retryAfter how long the server asks to wait, if it could be parsed
 * @param body the part of the body that was read
 * @param cut whether the body was longer than that
 */
public record HttpAnswer(
    int status, String contentType, Optional<Duration> retryAfter, byte[] body, boolean cut) {}
