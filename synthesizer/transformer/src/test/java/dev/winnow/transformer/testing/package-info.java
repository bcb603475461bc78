/** Models for tests, also those of other modules. */
@NullMarked
package dev.winnow.transformer.testing;

import org.jspecify.annotations.NullMarked;
