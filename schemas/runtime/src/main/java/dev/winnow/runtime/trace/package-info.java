/**
 * Traces of sampling requests through the records of all stages (W3C Trace Context, OpenTelemetry).
 */
@NullMarked
package dev.winnow.runtime.trace;

import org.jspecify.annotations.NullMarked;
