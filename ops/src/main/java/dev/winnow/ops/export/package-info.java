/** What trainers read, written from datasets: one plug-in for each layout. */
@NullMarked
package dev.winnow.ops.export;

import org.jspecify.annotations.NullMarked;
