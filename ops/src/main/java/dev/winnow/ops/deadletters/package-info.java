/** Reads dead letters, and publishes their records again once the cause is mended. */
@NullMarked
package dev.winnow.ops.deadletters;

import org.jspecify.annotations.NullMarked;
