/** Decides when requests may be sent to a server, for all requests to it together. */
@NullMarked
package dev.winnow.worker.engine.openai.throttle;

import org.jspecify.annotations.NullMarked;
