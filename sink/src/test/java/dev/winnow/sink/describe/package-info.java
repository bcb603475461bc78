@NullMarked
package dev.winnow.sink.describe;

import org.jspecify.annotations.NullMarked;
