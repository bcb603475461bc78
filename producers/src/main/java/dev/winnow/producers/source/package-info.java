/**
 * Reads prompt files and streams: bytes to lines, lines to prompts or to reasons why they are
 * rejected.
 */
@NullMarked
package dev.winnow.producers.source;

import org.jspecify.annotations.NullMarked;
