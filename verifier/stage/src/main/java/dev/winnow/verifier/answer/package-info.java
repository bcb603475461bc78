/**
 * Finds the answer part of a response, before any check sees it: reasoning and chat template tokens
 * are not part of an answer. Pure functions of the text.
 */
@NullMarked
package dev.winnow.verifier.answer;

import org.jspecify.annotations.NullMarked;
