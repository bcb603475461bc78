/** A real broker for tests, also those of other modules. */
@NullMarked
package dev.winnow.runtime.testing;

import org.jspecify.annotations.NullMarked;
