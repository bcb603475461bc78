/** Whose turn it is: how recipes share a pool. */
@NullMarked
package dev.winnow.planner.schedule;

import org.jspecify.annotations.NullMarked;
