/** Support for tests of this module and of those that run the whole stream. */
@NullMarked
package dev.winnow.worker.testing;

import org.jspecify.annotations.NullMarked;
