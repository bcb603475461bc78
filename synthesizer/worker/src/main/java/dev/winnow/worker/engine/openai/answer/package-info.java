/**
 * Reads server answers: bounded, with keys masked, each choice judged on its own, every token
 * counted or estimated. Nothing here sends anything.
 */
@NullMarked
package dev.winnow.worker.engine.openai.answer;

import org.jspecify.annotations.NullMarked;
