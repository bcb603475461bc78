/** In-process sampling with DJL: Llama-family models read from Hugging Face directories. */
@NullMarked
package dev.winnow.worker.engine.djl;

import org.jspecify.annotations.NullMarked;
