/** Samples on any server that speaks OpenAI's chat completions. */
@NullMarked
package dev.winnow.worker.engine.openai;

import org.jspecify.annotations.NullMarked;
