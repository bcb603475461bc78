/** Answers from recorded responses, for generations made elsewhere, tests and benchmarks. */
@NullMarked
package dev.winnow.worker.engine.replay;

import org.jspecify.annotations.NullMarked;
