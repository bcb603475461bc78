/** What samples candidates: one small interface, and an engine for each way to reach a model. */
@NullMarked
package dev.winnow.synthesizer.engine;

import org.jspecify.annotations.NullMarked;
