/** Maintenance of datasets while sinks write and readers read: compaction, deletion. */
@NullMarked
package dev.winnow.sink.maintain;

import org.jspecify.annotations.NullMarked;
