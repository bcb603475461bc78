/** Prompt files and streams: bytes to lines, lines to prompts or to the reasons why not. */
@NullMarked
package dev.winnow.producers.source;

import org.jspecify.annotations.NullMarked;
