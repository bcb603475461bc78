@NullMarked
package dev.winnow.sink.maintain;

import org.jspecify.annotations.NullMarked;
