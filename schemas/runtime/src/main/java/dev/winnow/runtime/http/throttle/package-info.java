/** Decides when requests may be sent to a server, for all requests to it together. */
@NullMarked
package dev.winnow.runtime.http.throttle;

import org.jspecify.annotations.NullMarked;
