/** Samples from recorded responses: generations made elsewhere, tests and benchmarks. */
@NullMarked
package dev.winnow.synthesizer.engine.replay;

import org.jspecify.annotations.NullMarked;
