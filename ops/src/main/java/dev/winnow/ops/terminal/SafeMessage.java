package dev.winnow.ops.terminal;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.pattern.CompositeConverter;
import dev.winnow.schemas.text.SafeText;

/**
 * The word {@code %safe} of log patterns: masks the secrets in what its parentheses enclose. Every
 * pattern encloses the message and the stack trace, so that no caller can forget to mask them.
 */
public final class SafeMessage extends CompositeConverter<ILoggingEvent> {
  @Override
  protected String transform(ILoggingEvent event, String text) {
    return SafeText.mask(text);
  }
}
