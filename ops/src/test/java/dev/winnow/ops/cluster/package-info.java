/** A cluster of three brokers, each a process of its own. */
@NullMarked
package dev.winnow.ops.cluster;

import org.jspecify.annotations.NullMarked;
