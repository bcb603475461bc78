/**
 * Asks servers over HTTP, for the workers whose model runs elsewhere: one implementation of
 * connections, retries, outages and keys.
 */
@NullMarked
package dev.winnow.runtime.http;

import org.jspecify.annotations.NullMarked;
