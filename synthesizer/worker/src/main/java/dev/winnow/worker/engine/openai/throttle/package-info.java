/** Decides when a server may be asked again, for all requests to it together. */
@NullMarked
package dev.winnow.worker.engine.openai.throttle;

import org.jspecify.annotations.NullMarked;
