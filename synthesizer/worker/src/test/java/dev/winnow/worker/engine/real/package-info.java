/** The engines against a server that is not ours: llama.cpp, with the shipped model. */
@NullMarked
package dev.winnow.worker.engine.real;

import org.jspecify.annotations.NullMarked;
