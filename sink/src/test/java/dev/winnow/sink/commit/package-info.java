@NullMarked
package dev.winnow.sink.commit;

import org.jspecify.annotations.NullMarked;
