/**
 * Takes requests from a pool's share group, samples them with an engine, and publishes candidates.
 */
@NullMarked
package dev.winnow.worker;

import org.jspecify.annotations.NullMarked;
