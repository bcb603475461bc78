/** The audit: compares what was ordered with verdicts, rows and datasets. */
@NullMarked
package dev.winnow.sink.audit;

import org.jspecify.annotations.NullMarked;
