/** Models of the Llama and Qwen2 families: directory, weights and forward pass. */
@NullMarked
package dev.winnow.transformer;

import org.jspecify.annotations.NullMarked;
