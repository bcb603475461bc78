/** What has been committed, durably, and by whom. */
@NullMarked
package dev.winnow.sink.commit;

import org.jspecify.annotations.NullMarked;
