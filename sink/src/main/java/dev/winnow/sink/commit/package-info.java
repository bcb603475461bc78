/** The logs of the partitions, which decide what the datasets contain. */
@NullMarked
package dev.winnow.sink.commit;

import org.jspecify.annotations.NullMarked;
