/**
 * Decides what the answer part of a response is, before any check sees it: reasoning and chat
 * template tokens are no part of an answer. Pure functions of the text.
 */
@NullMarked
package dev.winnow.verifier.answer;

import org.jspecify.annotations.NullMarked;
