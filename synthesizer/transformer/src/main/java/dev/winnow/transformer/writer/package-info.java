/** Writes model directories: weights, configuration and tokenizer. */
@NullMarked
package dev.winnow.transformer.writer;

import org.jspecify.annotations.NullMarked;
