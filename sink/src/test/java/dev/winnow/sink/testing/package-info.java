@NullMarked
package dev.winnow.sink.testing;

import org.jspecify.annotations.NullMarked;
