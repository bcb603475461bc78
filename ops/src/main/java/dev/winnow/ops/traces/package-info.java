/** Export of traces with the OpenTelemetry SDK. */
@NullMarked
package dev.winnow.ops.traces;

import org.jspecify.annotations.NullMarked;
