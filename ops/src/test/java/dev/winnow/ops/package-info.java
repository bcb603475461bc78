@NullMarked
package dev.winnow.ops;

import org.jspecify.annotations.NullMarked;
