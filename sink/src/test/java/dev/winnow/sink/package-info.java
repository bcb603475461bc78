@NullMarked
package dev.winnow.sink;

import org.jspecify.annotations.NullMarked;
