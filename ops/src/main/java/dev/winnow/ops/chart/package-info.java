/** Charts as files. */
@NullMarked
package dev.winnow.ops.chart;

import org.jspecify.annotations.NullMarked;
