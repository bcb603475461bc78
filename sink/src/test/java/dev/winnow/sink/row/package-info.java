@NullMarked
package dev.winnow.sink.row;

import org.jspecify.annotations.NullMarked;
