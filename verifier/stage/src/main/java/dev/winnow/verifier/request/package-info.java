/** Responses that are judged one by one, outside the stream: of cases and of requests. */
@NullMarked
package dev.winnow.verifier.request;

import org.jspecify.annotations.NullMarked;
