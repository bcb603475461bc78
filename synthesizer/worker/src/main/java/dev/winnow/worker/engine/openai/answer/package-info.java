/**
 * Reads what a server said: bounded, with keys masked, each choice judged alone, every token
 * counted or estimated. Nothing here sends anything.
 */
@NullMarked
package dev.winnow.worker.engine.openai.answer;

import org.jspecify.annotations.NullMarked;
