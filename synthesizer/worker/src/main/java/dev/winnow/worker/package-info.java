/**
 * Takes requests from a pool's share group, has an engine sample them, and publishes candidates.
 */
@NullMarked
package dev.winnow.worker;

import org.jspecify.annotations.NullMarked;
