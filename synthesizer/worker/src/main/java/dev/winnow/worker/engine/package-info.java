/** What samples candidates: one small interface, and an engine for each way to reach a model. */
@NullMarked
package dev.winnow.worker.engine;

import org.jspecify.annotations.NullMarked;
