/** What the tests of every module share: a real broker, and a registry in memory. */
@NullMarked
package dev.winnow.schemas.testing;

import org.jspecify.annotations.NullMarked;
